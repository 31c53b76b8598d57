namespace TeamsCpeApi.Domain.Credit;

/// <summary>
/// At how many moments somebody answered. The registry asks for instances of interactivity at random, throughout the program (cpe.md §11):
/// questions of one form, handed in together, are one instance of being there, whatever their number.
/// </summary>
internal static class AnswerMoments
{
    private static readonly TimeSpan Apart = TimeSpan.FromMinutes(1);

    /// <summary>The number of moments of which each is a minute or more after the one before.</summary>
    internal static int Of(IEnumerable<DateTimeOffset> answers)
    {
        var moments = 0;
        DateTimeOffset? last = null;
        foreach (var at in answers.Order())
        {
            if (last is null || at - last >= Apart)
            {
                (moments, last) = (moments + 1, at);
            }
        }

        return moments;
    }
}
