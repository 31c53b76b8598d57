using System.Text;

namespace TeamsCpeApi.Tests.SampleData;

/// <summary>The folder sample-data of the repository and what the generator would put there.</summary>
internal static class SampleFolder
{
    /// <summary>Set to 1, it makes the test of this folder write the files instead of comparing them.</summary>
    public const string Rewrite = "REWRITE_SAMPLE_DATA";

    public static string Root { get; } = Find();

    public static string PathOf(string name) => Path.Combine(Root, name);

    public static string Text(string name) => File.ReadAllText(PathOf(name));

    /// <summary>Every generated file by its path below the folder. The images, the script and README.md are made by hand.</summary>
    public static IEnumerable<(string Name, byte[] Content)> Generated() =>
    [
        ("graph-scenario.json", Bytes(SampleScenario.Json())),
        ("provider.json", Bytes(SampleRequests.Provider())),
        ("sponsor.json", Bytes(SampleRequests.Sponsor(File.ReadAllBytes(PathOf("images/logo.png")), File.ReadAllBytes(PathOf("images/signature.png"))))),
        ("session.json", Bytes(SampleRequests.MainSession())),
        ("short-session.json", Bytes(SampleRequests.ShortSession())),
        ("roster.csv", Bytes(SampleRequests.Roster())),
        ("short-roster.json", Bytes(SampleRequests.ShortRoster())),
        ("expected-credits.csv", Bytes(HandArithmetic.Csv())),
        .. SamplePolls.MainFiles().Select(file => ("polls/" + file.FileName, file.Build())),
        .. SamplePolls.ShortFiles().Select(file => ("short-polls/" + file.FileName, file.Build())),
        .. BadFiles.All().Select(file => ("bad-files/" + file.Name, file.Content)),
    ];

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "TeamsCpeApi.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder?.FullName ?? throw new DirectoryNotFoundException("The tests run inside the repository."), "sample-data");
    }
}
