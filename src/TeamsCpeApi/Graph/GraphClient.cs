using TeamsCpeApi.Domain.Sessions;

namespace TeamsCpeApi.Graph;

/// <summary>The questions that are asked of Microsoft Graph with an application's own credential.</summary>
internal sealed class GraphClient(GraphReader reader, GraphClouds clouds)
{
    private const string UserFields = "$select=id,displayName,mail,userPrincipalName";

    /// <summary>As many people as a drop-down can show.</summary>
    private const int SearchLimit = 20;

    /// <summary>Reads a join link of any cloud that this server knows.</summary>
    public JoinLinkParse ReadJoinLink(string text) => clouds.ReadJoinLink(text);

    /// <summary>One person by object id, user principal name or e-mail address.</summary>
    public async Task<GraphAnswer<DirectoryUser>> FindUserAsync(GraphConnection connection, string objectIdOrEmail, CancellationToken cancellationToken)
    {
        var call = new GraphCall("users.find", GraphFailureKind.UserNotFound, connection);
        var name = objectIdOrEmail.Trim();
        var isId = Guid.TryParse(name, out var id);
        if (clouds.Refusal(call) is { } refusal)
        {
            return Failed<DirectoryUser>(refusal);
        }

        if (!isId && !name.Contains('@', StringComparison.Ordinal))
        {
            return Failed<DirectoryUser>(GraphFailures.Of(
                GraphFailureKind.UserNotFound, call.Subject, "The text is neither an object id nor an e-mail address."));
        }

        if (connection.SignIn is not null)
        {
            return await FindSelfAsync(call, user => isId ? user.Id == id : user.HasName(name), cancellationToken);
        }

        var path = $"/v1.0/users/{(isId ? id.ToString() : Uri.EscapeDataString(name))}?{UserFields}";
        var found = await reader.GetAsync<WireUser, DirectoryUser>(call, path, GraphProjection.ToUser, cancellationToken);
        return isId || found.Failure is not { Kind: GraphFailureKind.UserNotFound } ? found : await FindUserByMailAsync(call, name, cancellationToken);
    }

    /// <summary>The first few people whose name or address begins with the text, for a drop-down.</summary>
    public async Task<GraphAnswer<IReadOnlyList<DirectoryUser>>> SearchUsersAsync(GraphConnection connection, string text, CancellationToken cancellationToken)
    {
        var call = new GraphCall("users.search", GraphFailureKind.UserNotFound, connection);
        if (clouds.Refusal(call) is { } refusal)
        {
            return Failed<IReadOnlyList<DirectoryUser>>(refusal);
        }

        if (connection.SignIn is not null)
        {
            var self = await FindSelfAsync(call, user => user.Begins(text.Trim()), cancellationToken);
            return self.Failure is { Kind: GraphFailureKind.OrganizerMismatch } ? new([], null, self.RawPages) : self.Select<IReadOnlyList<DirectoryUser>>(user => [user]);
        }

        var start = GraphPath.Literal(text.Trim());
        var filter = start == "''" ? null : $"startswith(displayName,{start}) or startswith(mail,{start}) or startswith(userPrincipalName,{start})";
        var path = $"/v1.0/users?{UserFields}&$top={SearchLimit}" + (filter is null ? "" : "&$filter=" + Uri.EscapeDataString(filter));
        return await reader.ListAsync<WireUser, DirectoryUser>(call, path, GraphProjection.ToUser, cancellationToken, firstPageOnly: true);
    }

    /// <summary>
    /// A meeting by its join link or printed meeting id; the organizer is always needed. The forms of the link are tried in turn, and at
    /// last the meeting id that is computed from it.
    /// </summary>
    public async Task<GraphAnswer<OnlineMeeting>> FindMeetingAsync(GraphConnection connection, Guid organizerId, string joinUrl, CancellationToken cancellationToken)
    {
        var call = new GraphCall("meetings.find", GraphFailureKind.MeetingNotFound, connection, organizerId);
        var (link, refusal) = MeetingLookup.Read(call, joinUrl, clouds);
        if ((clouds.MeetingRefusal(call) ?? refusal) is { } refused)
        {
            return Failed<OnlineMeeting>(refused);
        }

        var pages = new List<RawPage>();
        GraphFailure? last = null;
        foreach (var lookup in MeetingLookup.For(link!))
        {
            var answer = lookup.MeetingId is { } meetingId
                ? await GetMeetingAsync(call, meetingId, lookup.By, cancellationToken)
                : await FilterMeetingsAsync(call, lookup, cancellationToken);
            pages.AddRange(answer.RawPages);
            if (answer.Succeeded || !MeetingLookup.MayBeFoundOtherwise(answer.Failure))
            {
                return answer with { RawPages = pages };
            }

            // Why the link itself was not found says more than why its computed id was not.
            last ??= answer.Failure;
        }

        return new(null, MeetingLookup.Explained(last!, link!, organizerId), pages);
    }

    /// <summary>A meeting by Graph's meeting id.</summary>
    public async Task<GraphAnswer<OnlineMeeting>> GetMeetingAsync(GraphConnection connection, Guid organizerId, string meetingId, CancellationToken cancellationToken)
    {
        var call = new GraphCall("meetings.get", GraphFailureKind.MeetingNotFound, connection, organizerId);
        return (clouds.MeetingRefusal(call) ?? IdRefusal(call, meetingId)) is { } refusal
            ? Failed<OnlineMeeting>(refusal)
            : await GetMeetingAsync(call, meetingId, MeetingFoundBy.MeetingId, cancellationToken);
    }

    /// <summary>The reports of a meeting in the order of the service; an empty list while none exists yet.</summary>
    public async Task<GraphAnswer<IReadOnlyList<AttendanceReportSummary>>> ListAttendanceReportsAsync(
        GraphConnection connection, Guid organizerId, string meetingId, CancellationToken cancellationToken)
    {
        var call = new GraphCall("reports.list", GraphFailureKind.MeetingNotFound, connection, organizerId);
        if ((clouds.MeetingRefusal(call) ?? IdRefusal(call, meetingId)) is { } refusal)
        {
            return Failed<IReadOnlyList<AttendanceReportSummary>>(refusal);
        }

        var path = GraphPath.Meeting(connection, organizerId, meetingId) + "/attendanceReports";
        return await reader.ListAsync<WireReport, AttendanceReportSummary>(call, path, GraphProjection.ToReport, cancellationToken);
    }

    /// <summary>The people of a report, in the order of the service.</summary>
    public async Task<GraphAnswer<IReadOnlyList<AttendanceRecordData>>> ListAttendanceRecordsAsync(
        GraphConnection connection, Guid organizerId, string meetingId, string reportId, CancellationToken cancellationToken)
    {
        var call = new GraphCall("records.list", GraphFailureKind.ReportNotFound, connection, organizerId);
        if ((clouds.MeetingRefusal(call) ?? IdRefusal(call, meetingId) ?? IdRefusal(call, reportId)) is { } refusal)
        {
            return Failed<IReadOnlyList<AttendanceRecordData>>(refusal);
        }

        var path = $"{GraphPath.Meeting(connection, organizerId, meetingId)}/attendanceReports/{Uri.EscapeDataString(reportId)}/attendanceRecords";
        return await reader.ListAsync<WireRecord, AttendanceRecordData>(call, path, GraphProjection.ToRecord, cancellationToken);
    }

    private static GraphAnswer<T> Failed<T>(GraphFailure failure)
        where T : class
        => new(null, failure, []);

    private static GraphFailure? IdRefusal(GraphCall call, string id)
        => GraphPath.IsSegment(id) ? null : GraphFailures.Of(GraphFailureKind.MeetingIdInvalid, call.Subject, "The id is empty or consists of dots.");

    /// <summary>In the name of a person nobody but that person is looked up: other people's meetings could not be reached anyway.</summary>
    private async Task<GraphAnswer<DirectoryUser>> FindSelfAsync(GraphCall call, Func<DirectoryUser, bool> isMeant, CancellationToken cancellationToken)
    {
        var self = await reader.GetAsync<WireUser, DirectoryUser>(call, $"/v1.0/me?{UserFields}", GraphProjection.ToUser, cancellationToken);
        return !self.Succeeded || isMeant(self.Value)
            ? self
            : new(null, GraphFailures.Of(GraphFailureKind.OrganizerMismatch, call.Subject, $"Not this person but {self.Value.Id} has signed in."), self.RawPages);
    }

    private async Task<GraphAnswer<DirectoryUser>> FindUserByMailAsync(GraphCall call, string mail, CancellationToken cancellationToken)
    {
        var path = GraphPath.Filtered("/v1.0/users", $"mail eq {GraphPath.Literal(mail)}") + "&" + UserFields;
        var found = await reader.ListAsync<WireUser, DirectoryUser>(call, path, GraphProjection.ToUser, cancellationToken);
        return found.Value switch
        {
            null => found.Select(users => users[0]),
            [var user] => new(user, null, found.RawPages),
            [] => new(null, GraphFailures.Of(GraphFailureKind.UserNotFound, call.Subject, "Nobody in the directory has this address."), found.RawPages),
            _ => new(null, GraphFailures.Of(GraphFailureKind.UserAmbiguous, call.Subject, "Several people in the directory have this address."), found.RawPages),
        };
    }

    private async Task<GraphAnswer<OnlineMeeting>> FilterMeetingsAsync(GraphCall call, MeetingLookup lookup, CancellationToken cancellationToken)
    {
        var path = GraphPath.Filtered(GraphPath.Meetings(call.Connection, call.OrganizerId!.Value), lookup.Filter!);
        var found = await reader.ListAsync<WireMeeting, OnlineMeeting>(
            call, path, wire => GraphProjection.ToMeeting(wire, lookup.By), cancellationToken, firstPageOnly: true);
        return found is { Succeeded: true, Value.Count: 0 }
            ? new(null, GraphFailures.Of(GraphFailureKind.MeetingNotFound, call.Subject, "Graph answered 200 with an empty list: it knows no such meeting of this organizer.", StatusCodes.Status200OK, requestId: found.RequestIds.FirstOrDefault()), found.RawPages)
            : found.Select(meetings => meetings[0]);
    }

    private Task<GraphAnswer<OnlineMeeting>> GetMeetingAsync(GraphCall call, string meetingId, MeetingFoundBy by, CancellationToken cancellationToken)
        => reader.GetAsync<WireMeeting, OnlineMeeting>(
            call, GraphPath.Meeting(call.Connection, call.OrganizerId!.Value, meetingId), wire => GraphProjection.ToMeeting(wire, by), cancellationToken);
}
