using TeamsCpeApi.Domain.Polls;

namespace TeamsCpeApi.Workbooks;

/// <summary>Reads the rows below the header. The first row that cannot be read refuses the file: an answer lost would be credit lost.</summary>
internal sealed class FormsResponseRows(SheetTable sheet, FormsColumns columns, bool countsFrom1904)
{
    private const string Anonymous = "anonymous";

    private readonly Dictionary<long, int> _rowsById = [];

    public FileRefusal? Read(out IReadOnlyList<FormsResponse> responses)
    {
        var read = new List<FormsResponse>(sheet.Rows.Count);
        responses = read;
        foreach (var row in sheet.Rows)
        {
            var badId = RefuseId(row, out var id);
            var badStart = RefuseTime(row, columns.Started, mayBeEmpty: true, out var started);
            var badCompletion = RefuseTime(row, columns.Completed, mayBeEmpty: false, out var completed);
            if ((badId ?? badStart ?? badCompletion) is { } refusal)
            {
                return refusal;
            }

            var email = CellValues.Text(row[columns.Email])?.Trim();
            var name = CellValues.Text(row[columns.Name]);
            read.Add(new(
                row.Number,
                id,
                started,
                completed!.Value,
                IsAnonymous(email) ? null : email,
                IsAnonymous(name) ? null : name,
                [.. columns.Questions.Select(column => CellValues.Text(row[column]))]));
        }

        return null;
    }

    private static bool IsAnonymous(string? value) => string.Equals(value?.Trim(), Anonymous, StringComparison.OrdinalIgnoreCase);

    private FileRefusal? RefuseId(SheetRow row, out long id)
    {
        id = 0;
        if (CellValues.ResponseId(row[columns.Id]) is not { } found)
        {
            return At(row, columns.Id, FileRefusalCodes.ResponseId, place =>
                $"There is no response number but {CellValues.Shown(row[columns.Id])} in {place}. Remove rows that Forms did not write, or export again.");
        }

        id = found;
        return _rowsById.TryAdd(found, row.Number)
            ? null
            : At(row, columns.Id, FileRefusalCodes.ResponseIdTwice, place =>
                $"Response {found} of row {_rowsById[found]} stands again in {place}. Remove the copy, or export again.");
    }

    private FileRefusal? RefuseTime(SheetRow row, int? column, bool mayBeEmpty, out DateTime? time)
    {
        var value = column is { } position ? row[position] : null;
        time = CellValues.Time(value, countsFrom1904);
        return time is not null || (value is null && mayBeEmpty)
            ? null
            : At(row, column!.Value, FileRefusalCodes.Time, place =>
                $"There is no time of a response but {CellValues.Shown(value)} in {place}. Export again, and do not re-type times.");
    }

    private FileRefusal At(SheetRow row, int column, string code, Func<string, string> message) =>
        new(code, message(CellReference.Place(sheet.Name, column, row.Number)), sheet.Name, row.Number, column);
}
