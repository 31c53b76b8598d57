using System.Globalization;
using System.Text.RegularExpressions;

namespace TeamsCpeApi.Workbooks;

/// <summary>In which order a text file writes its dates.</summary>
internal enum CsvDateOrder
{
    MonthDayYear,
    DayMonthYear,
    YearMonthDay,
}

/// <summary>Dates with a time as Excel writes them into a text file, and the order of their parts.</summary>
internal static class CsvDates
{
    // Text comes from outside: an automaton without backtracking cannot be made slow.
    private static readonly Regex s_pattern = new(
        @"^\s*(?<first>[0-9]{1,4})(?<mark>[./-])(?<second>[0-9]{1,2})[./-](?<third>[0-9]{1,4})[,T]?\s*(?<hour>[0-9]{1,2})[:.](?<minute>[0-9]{2})(?:[:.](?<second60>[0-9]{2})(?:[.,][0-9]+)?)?\s*(?<half>[AaPp]\.?[Mm]\.?)?\s*$",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private static readonly CsvDateOrder[] s_orders = Enum.GetValues<CsvDateOrder>();

    /// <summary>The order in words.</summary>
    public static string Words(CsvDateOrder order) => order switch
    {
        CsvDateOrder.MonthDayYear => "month, day, year",
        CsvDateOrder.DayMonthYear => "day, month, year",
        _ => "year, month, day",
    };

    /// <summary>True when the text is a date with a time in some order.</summary>
    public static bool IsTime(string text) => s_orders.Any(order => Read(text, order) is not null);

    /// <summary>The one order in which all values are dates; of several the one that brings answers to the day of the session.</summary>
    public static FileRefusal? Decide(IReadOnlyList<string> values, DateOnly? sessionDay, out CsvDateOrder order)
    {
        var most = s_orders.Max(candidate => values.Count(value => Read(value, candidate) is not null));
        var readings = s_orders
            .Select(candidate => (Order: candidate, Times: values.Select(value => Read(value, candidate)).ToArray()))
            .Where(reading => reading.Times.Count(time => time is not null) == most)
            .DistinctBy(reading => string.Join(' ', reading.Times.Select(time => time?.Ticks)))
            .ToArray();
        order = readings[0].Order;
        if (readings.Length == 1)
        {
            return null;
        }

        var near = readings.Where(reading => reading.Times.Any(time => sessionDay is { } day && time is { } at && Math.Abs(DateOnly.FromDateTime(at).DayNumber - day.DayNumber) <= 1)).ToArray();
        if (near is [var only])
        {
            order = only.Order;
            return null;
        }

        var example = values.First(value => readings.Select(reading => Read(value, reading.Order)).Distinct().Count() > 1);
        var meanings = string.Join(" or ", readings.Select(reading => Read(example, reading.Order)).OfType<DateTime>().Distinct().Select(time => time.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)));
        return new FileRefusal(
            FileRefusalCodes.DateOrder,
            $"The dates can be read in more than one order: \"{example}\" is {meanings}, and the session's date does not settle which. Upload the workbook as Forms made it.");
    }

    /// <summary>The wall-clock time that a text says in an order, or null when it says none.</summary>
    public static DateTime? Read(string text, CsvDateOrder order)
    {
        if (s_pattern.Match(text) is not { Success: true } match)
        {
            return null;
        }

        int Part(string name) => int.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture);
        var isYearFirst = order == CsvDateOrder.YearMonthDay;
        var (year, month, day) = order switch
        {
            CsvDateOrder.MonthDayYear => (match.Groups["third"].Value, Part("first"), Part("second")),
            CsvDateOrder.DayMonthYear => (match.Groups["third"].Value, Part("second"), Part("first")),
            _ => (match.Groups["first"].Value, Part("second"), Part("third")),
        };

        // Nobody writes a month first and dots behind it.
        if (year.Length is not (2 or 4) || (isYearFirst ? match.Groups["third"] : match.Groups["first"]).Length > 2 || (order == CsvDateOrder.MonthDayYear && match.Groups["mark"].Value == "."))
        {
            return null;
        }

        return Clock(match) is { } time
            && DateOnly.TryParseExact(string.Create(CultureInfo.InvariantCulture, $"{(year.Length == 2 ? "20" : "")}{year}-{month}-{day}"), "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date.ToDateTime(time)
            : null;
    }

    private static TimeOnly? Clock(Match match)
    {
        var (hour, minute) = (int.Parse(match.Groups["hour"].Value, CultureInfo.InvariantCulture), int.Parse(match.Groups["minute"].Value, CultureInfo.InvariantCulture));
        var second = match.Groups["second60"] is { Success: true } written ? int.Parse(written.Value, CultureInfo.InvariantCulture) : 0;
        if (match.Groups["half"] is { Success: true } half)
        {
            if (hour is < 1 or > 12)
            {
                return null;
            }

            hour = (hour % 12) + (half.Value[0] is 'p' or 'P' ? 12 : 0);
        }

        return hour < 24 && minute < 60 && second < 60 ? new TimeOnly(hour, minute, second) : null;
    }
}
