using TeamsCpeApi.Domain.Polls;
using TeamsCpeApi.Http;

namespace TeamsCpeApi.Polls;

/// <summary>Says why an export was not taken of a poll that is there already. Each sentence takes the address that replaces the former workbook.</summary>
internal static class EarlierExport
{
    private const string NothingStored = "nothing was stored, so that the poll does not count twice";

    public static Func<string, InputError> Of(string name, PollFile earlier, SamePollFinding finding) => replace => finding switch
    {
        { Common: 0 } => new InputError("part-of-poll", $"These are further responses to the poll that is here already from \"{earlier.FileName}\", without those: {NothingStored}. Export the whole poll again and replace the former workbook: {replace}. If it is another poll of that name, upload it with the form field onNewerExport=keep.", File: name),
        { Added: 0 } => new InputError("older-export", $"This is an export of the poll that is here already from \"{earlier.FileName}\", without any further response: {NothingStored}. To take it in place of the former workbook nevertheless: {replace}.", File: name),
        _ => new InputError("newer-export", $"This is a newer export of the poll that is here already from \"{earlier.FileName}\" ({Difference(finding)}): {NothingStored}. To replace the former workbook: {replace}, or upload again with the form field onNewerExport=replace.", File: name),
    };

    /// <summary>A person may say of a similar poll that it is another one, but not of the very same responses.</summary>
    public static Func<string, InputError> Repeated(string name, PollFile earlier) => replace => new InputError(
        "same-responses",
        $"Responses of this file are those of the poll that is here already from \"{earlier.FileName}\", given by the same people at the same second: {NothingStored}. Whatever a file is called, its responses count once, so onNewerExport=keep is no way to take them. To replace the former workbook: {replace}.",
        File: name);

    private static string Difference(SamePollFinding finding) =>
        $"{finding.Added} more {(finding.Added == 1 ? "response" : "responses")}{(finding.Missing == 0 ? "" : $", {finding.Missing} fewer")}";
}
