using System.Globalization;

namespace TeamsCpeApi.Domain.Credit;

/// <summary>Numbers as an auditor reads them.</summary>
public static class Words
{
    /// <summary>Seconds in words: "1 h 38 min 20 s"; units that are zero are left out.</summary>
    public static string Duration(long seconds)
    {
        var parts = new List<string>(3);
        Add(seconds / 3600, "h");
        Add(seconds / 60 % 60, "min");
        Add(seconds % 60, "s");
        return parts.Count == 0 ? "0 s" : string.Join(' ', parts);

        void Add(long amount, string unit)
        {
            if (amount > 0)
            {
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{amount} {unit}"));
            }
        }
    }

    /// <summary>Seconds as minutes and seconds: "98 min 20 s".</summary>
    public static string Minutes(long seconds) => seconds % 60 == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{seconds / 60} min")
        : string.Create(CultureInfo.InvariantCulture, $"{seconds / 60} min {seconds % 60} s");

    /// <summary>Credits without needless zeros: "1.8", "2".</summary>
    public static string Number(decimal credits) => credits.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>Credits with their noun: "1 credit", "1.8 credits".</summary>
    public static string Credits(decimal credits) => $"{Number(credits)} {(credits == 1m ? "credit" : "credits")}";

    /// <summary>A number with its noun: "1 poll", "3 polls".</summary>
    internal static string Counted(int count, string one, string several) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : several)}");

    /// <summary>The steps of a ruleset: "fifths", "halves", "whole credits".</summary>
    public static string Steps(decimal increment) => increment switch
    {
        0.1m => "tenths",
        0.2m => "fifths",
        0.25m => "quarters",
        0.5m => "halves",
        1m => "whole credits",
        _ => $"steps of {Number(increment)}",
    };
}
