using System.Globalization;

namespace TeamsCpeApi.GraphSimulator;

internal sealed record CommandLine(string ScenarioFile, int Port, string CertificateFile)
{
    public const string Usage = "TeamsCpeApi.GraphSimulator --scenario FILE --port N --certificate FILE.pem";

    /// <summary>Null when the arguments are not the three that are needed.</summary>
    public static CommandLine? Read(string[] args)
    {
        if (args.Length % 2 != 0)
        {
            return null;
        }

        var options = args.Chunk(2).ToLookup(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        return options.Count == 3
            && options["--scenario"].SingleOrDefault() is { } scenario
            && options["--certificate"].SingleOrDefault() is { } certificate
            && int.TryParse(options["--port"].SingleOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port <= ushort.MaxValue
            ? new CommandLine(scenario, port, certificate)
            : null;
    }
}
