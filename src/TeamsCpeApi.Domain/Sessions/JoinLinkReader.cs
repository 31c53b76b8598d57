namespace TeamsCpeApi.Domain.Sessions;

internal static class JoinLinkReader
{
    public static JoinLinkParse Read(string? text) => throw new NotImplementedException(text);
}
