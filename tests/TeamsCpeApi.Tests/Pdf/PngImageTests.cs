using TeamsCpeApi.Pdf;

namespace TeamsCpeApi.Tests.Pdf;

public sealed class PngImageTests
{
    private static readonly byte[] Sound = SamplePng.Create(40, 30);

    public static TheoryData<string, byte[], string?> Pictures => new()
    {
        { "a sound picture is kept", Sound, null },
        { "one pixel is enough", SamplePng.Create(1, 1), null },
        { "4000 pixels on a side are allowed", SamplePng.Create(4000, 2), null },
        { "4001 pixels are too many", SamplePng.Create(4001, 1), "png-dimensions" },
        { "4001 lines are too many", SamplePng.Create(1, 4001), "png-dimensions" },
        { "no pixels at all are too few", SamplePng.Create(0, 1), "png-dimensions" },
        { "a height over two thousand million is not a number to trust", SamplePng.Create(1, uint.MaxValue, [0]), "png-dimensions" },
        { "nothing is not a picture", [], "png-not-a-png" },
        { "a JPEG is not a PNG", [0xFF, 0xD8, 0xFF, 0xE0, .. new byte[60]], "png-not-a-png" },
        { "the first bytes alone are no picture", Sound[..8], "png-damaged" },
        { "half a file is refused", Sound[..(Sound.Length / 2)], "png-damaged" },
        { "a file without its end is refused", Sound[..^12], "png-damaged" },
        { "a picture with fewer lines than declared is refused", SamplePng.Create(40, 30, SamplePng.Pixels(40, 29)), "png-damaged" },
        { "a picture that inflates to more than declared is refused", SamplePng.Create(10, 10, new byte[100_000_000]), "png-more-pixels-than-declared" },
        { "a megabyte and one byte is too much", [.. Sound, .. new byte[(1024 * 1024) + 1 - Sound.Length]], "png-too-many-bytes" },
        { "what follows the end chunk does not matter", [.. Sound, .. new byte[(1024 * 1024) - Sound.Length]], null },
        { "a compressed comment is never inflated", SamplePng.Create(40, 30, SamplePng.Pixels(40, 30), ("zTXt", [.. "Comment\0\0"u8, .. SamplePng.Deflate(new byte[100_000_000])])), null },
        { "a flipped bit in the pixels is found", Flipped(Sound), "png-damaged" },
    };

    [Theory, MemberData(nameof(Pictures))]
    public void Check_GivesTheCode(string because, byte[] bytes, string? code)
    {
        var problem = PngImage.Check(bytes);

        Assert.True(code == problem?.Code, $"{because}, but the answer was {problem?.Code ?? "none"}");
        Assert.True(problem is null || problem.Message.Contains("upload", StringComparison.Ordinal), "the message says what to do");
    }

    [Fact]
    public void Check_EveryTruncation_IsRefused()
    {
        for (var length = 0; length < Sound.Length; length++)
        {
            Assert.NotNull(PngImage.Check(Sound.AsSpan(0, length)));
        }
    }

    private static byte[] Flipped(byte[] png)
    {
        byte[] flipped = [.. png];
        flipped[^20] ^= 0x10;
        return flipped;
    }
}
