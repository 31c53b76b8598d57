using TeamsCpeApi.Pdf;
using TeamsCpeApi.Pdf.Interop;

namespace TeamsCpeApi.Tests.Pdf;

public sealed class LibrariesTests
{
    [Fact]
    public void FindProblem_MissingLibrary_NamesItAndItsPackage()
    {
        var problem = Libraries.FindProblem([.. Libraries.Needed, ("libnowhere.so.9", "libnowhere9")]);

        Assert.Equal("PDF documents need libnowhere.so.9. On Debian: apt-get install libnowhere9", problem);
    }

    [Fact]
    public void FindProblem_AllThere_IsNone() => Assert.Null(Libraries.FindProblem(Libraries.Needed));

    [Fact]
    public void Check_FailedStatus_SaysWhatHappened()
    {
        var failure = Assert.Throws<PdfException>(() => Cairo.Check(Cairo.WriteError, "writing"));

        Assert.Equal("cairo failed while writing: error while writing to output stream.", failure.Message);
    }
}
