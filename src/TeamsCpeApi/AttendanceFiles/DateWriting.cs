namespace TeamsCpeApi.AttendanceFiles;

/// <summary>Where a date has its year.</summary>
internal enum YearPlace
{
    /// <summary>The year has two digits and may be any number of the date.</summary>
    Unknown,

    First,

    Last,
}

/// <summary>
/// How a date and time is written. Values that are written alike were written by one program in one order; a file that two programs wrote
/// may have two.
/// </summary>
/// <param name="Separator">What stands between the first numbers of the date.</param>
/// <param name="HasDayPeriod">True for a clock of twelve hours.</param>
/// <param name="Zero">The nought of its digits, which tells the script.</param>
/// <param name="Year">Where the year is.</param>
/// <param name="NamesMonth">True when the month is a word, which stands in the middle.</param>
internal readonly record struct DateWriting(char Separator, bool HasDayPeriod, int Zero, YearPlace Year, bool NamesMonth)
{
    /// <summary>True when the order puts the year, and a month that is named, where they stand.</summary>
    public bool Allows(DateOrder order) => order switch
    {
        DateOrder.YearMonthDay => Year != YearPlace.Last,
        DateOrder.DayMonthYear => Year != YearPlace.First,
        DateOrder.MonthDayYear => Year != YearPlace.First && !NamesMonth,

        // The format of Kyrgyz and of three more languages, always with a whole year. Short ones are never so ordered.
        _ => Year == YearPlace.First && !NamesMonth,
    };

    /// <summary>The way in words, as the object of "dates with".</summary>
    public string Words =>
        Separator switch { '/' => "slashes", '.' => "dots", '-' => "hyphens", _ => $"{Separator}" }
        + (NamesMonth ? ", the month in words" : "")
        + Year switch
        {
            YearPlace.First => ", the year in front",
            YearPlace.Last => ", the year at the end",
            _ => ", the year in two digits",
        }
        + (HasDayPeriod ? ", a clock of 12 hours" : ", a clock of 24 hours")
        + (Zero == '0' ? "" : $", digits like {char.ConvertFromUtf32(Zero + 1)}");
}
