using TeamsCpeApi.Domain.Attendance;

namespace TeamsCpeApi.Domain.Reconciliation;

/// <summary>Puts attendance records in order by all that they say: nothing may depend on the arrival of two that share report and id.</summary>
internal sealed class RecordOrder : IComparer<AttendanceRecord>
{
    internal static readonly RecordOrder Comparer = new();

    private static readonly Func<AttendanceRecord, string?>[] Texts =
    [
        record => record.ReportId, record => record.RecordId, record => record.RegistrationId, record => record.ObjectId, record => record.Email,
        record => record.SignInName, record => record.DisplayName, record => record.Role,
    ];

    private RecordOrder()
    {
    }

    public int Compare(AttendanceRecord? x, AttendanceRecord? y)
    {
        foreach (var text in Texts)
        {
            if (string.CompareOrdinal(text(x!), text(y!)) is not 0 and var difference)
            {
                return difference;
            }
        }

        return Nullable.Compare(x!.ReportedSeconds, y!.ReportedSeconds) is not 0 and var total ? total : Compare(x.Stays, y.Stays);
    }

    private static int Compare(IReadOnlyList<ReportedStay> one, IReadOnlyList<ReportedStay> other)
    {
        for (var index = 0; index < one.Count && index < other.Count; index++)
        {
            var difference = Nullable.Compare(one[index].Joined, other[index].Joined) is not 0 and var joined ? joined
                : Nullable.Compare(one[index].Left, other[index].Left) is not 0 and var left ? left
                : Nullable.Compare(one[index].DurationSeconds, other[index].DurationSeconds);
            if (difference != 0)
            {
                return difference;
            }
        }

        return one.Count.CompareTo(other.Count);
    }
}
