using Microsoft.EntityFrameworkCore;
using TeamsCpeApi.Domain.Polls;
using TeamsCpeApi.Storage;
using TeamsCpeApi.Workbooks;

namespace TeamsCpeApi.Polls;

/// <summary>A stored file, and whether it belongs to its session by what is known now.</summary>
internal sealed record JudgedFile(PollFile File, PollVerdict Verdict);

/// <summary>Gives the rows of stored files, and judges by them; those of files from before rows were kept are read again from the evidence.</summary>
internal sealed class ReadPollFiles(CpeDbContext db)
{
    public async Task<IReadOnlyList<FormsResponse>> ResponsesAsync(PollFile file, CancellationToken cancellationToken)
    {
        if (file.Responses is { } kept)
        {
            return kept;
        }

        // What is a question may be told otherwise today: the answers are those of the columns that became polls.
        var item = await db.Evidence.AsNoTracking().SingleAsync(item => item.Sha256 == file.Sha256, cancellationToken);
        var columns = await db.Polls.AsNoTracking().Where(poll => poll.FileId == file.Id).OrderBy(poll => poll.Column).Select(poll => poll.Column).ToListAsync(cancellationToken);
        return FormsWorkbookReader.Read(item.Content, file.FileName, choice: FormsQuestionChoice.None with { Stored = columns }).Export?.Responses
            ?? throw new InvalidOperationException($"The poll file {file.Id} was taken once and cannot be read any more.");
    }

    /// <summary>Judges stored files by the session's people as they are known now.</summary>
    public async Task<IReadOnlyDictionary<Guid, JudgedFile>> JudgeAsync(SessionPeople people, IEnumerable<Guid> fileIds, CancellationToken cancellationToken)
    {
        var ids = fileIds.Distinct().ToArray();
        var judged = new Dictionary<Guid, JudgedFile>(ids.Length);
        foreach (var file in await db.PollFiles.AsNoTracking().Where(file => ids.Contains(file.Id)).ToListAsync(cancellationToken))
        {
            judged[file.Id] = new JudgedFile(file, await JudgeAsync(people, file, cancellationToken));
        }

        return judged;
    }

    public async Task<PollVerdict> JudgeAsync(SessionPeople people, PollFile file, CancellationToken cancellationToken) =>
        people.Judge(file, await ResponsesAsync(file, cancellationToken));

    /// <summary>Stored files as exports whose titles can be compared.</summary>
    public async Task<IReadOnlyList<(PollFile File, FormsExport Export)>> ComparableAsync(IReadOnlyList<PollFile> files, CancellationToken cancellationToken)
    {
        var ids = files.Select(file => file.Id).ToArray();
        var questions = (await db.Polls.AsNoTracking().Where(poll => ids.Contains(poll.FileId)).OrderBy(poll => poll.Column).Select(poll => new { poll.FileId, poll.Question, poll.Column }).ToListAsync(cancellationToken))
            .ToLookup(poll => poll.FileId, poll => new FormsQuestion(poll.Question, poll.Column));
        var exports = new List<(PollFile, FormsExport)>(files.Count);
        foreach (var file in files)
        {
            exports.Add((file, Comparable(new FormsExport(file.Title, file.FormId, file.ExportedAt, [.. questions[file.Id]], await ResponsesAsync(file, cancellationToken)))));
        }

        return exports;
    }

    /// <summary>The export with titles in which blanks, width and case make no difference.</summary>
    public static FormsExport Comparable(FormsExport export) => export with
    {
        Title = HeaderText.Normalize(export.Title),
        Questions = [.. export.Questions.Select(question => question with { Title = HeaderText.Normalize(question.Title) })],
    };
}
