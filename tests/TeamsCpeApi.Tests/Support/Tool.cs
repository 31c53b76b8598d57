using System.ComponentModel;
using System.Diagnostics;

namespace TeamsCpeApi.Tests.Support;

/// <summary>Other people's programs, to check with what the product made.</summary>
internal static class Tool
{
    /// <summary>What the program writes to its output.</summary>
    internal static string Run(string package, string tool, params string[] arguments)
    {
        var start = new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        Process? process;
        try
        {
            process = Process.Start(start);
        }
        catch (Win32Exception)
        {
            throw new InvalidOperationException($"The test needs {tool}. On Debian: apt-get install {package}");
        }

        using (process)
        {
            var errors = process!.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0
                ? output
                : throw new InvalidOperationException($"{tool} ended with {process.ExitCode}: {errors.GetAwaiter().GetResult()}{output}");
        }
    }
}
