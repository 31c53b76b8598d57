using System.Net;
using TeamsCpeApi.Tests.GraphSimulator;

namespace TeamsCpeApi.Tests.Providers;

/// <summary>A browser without a screen: it keeps cookies, and goes where it is told one step at a time.</summary>
internal sealed class Browser : IDisposable
{
    private readonly HttpClient client;

    public Browser(string simulatorCertificate)
    {
        var handler = RunningSimulator.TrustOnly(simulatorCertificate);
        handler.UseProxy = false;
        client = new HttpClient(handler);
    }

    public CookieContainer Cookies { get; } = new();

    /// <summary>Opens an address: the status, where it leads on to, the page and its headers.</summary>
    public Task<(int Status, Uri? Location, string Page, HttpResponseMessage Answer)> OpenAsync(Uri address) => SendAsync(new(HttpMethod.Get, address));

    /// <summary>Presses a button of the sign-in page.</summary>
    public Task<(int Status, Uri? Location, string Page, HttpResponseMessage Answer)> PressAsync(Uri page, string button, Guid user) =>
        SendAsync(new(HttpMethod.Post, page) { Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["decision"] = button, ["user"] = user.ToString() }) });

    public void Dispose() => client.Dispose();

    private async Task<(int Status, Uri? Location, string Page, HttpResponseMessage Answer)> SendAsync(HttpRequestMessage request)
    {
        using var sent = request;
        if (Cookies.GetCookieHeader(request.RequestUri!) is { Length: > 0 } cookies)
        {
            request.Headers.Add("Cookie", cookies);
        }

        var answer = await client.SendAsync(request);
        foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
        {
            Cookies.SetCookies(request.RequestUri!, cookie);
        }

        return ((int)answer.StatusCode, answer.Headers.Location, await answer.Content.ReadAsStringAsync(), answer);
    }
}
