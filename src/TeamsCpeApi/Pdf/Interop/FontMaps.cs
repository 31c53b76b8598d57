using System.Collections.Concurrent;

namespace TeamsCpeApi.Pdf.Interop;

/// <summary>
/// Font maps, each used by one document at a time: a font map is not thread-safe, and a new one has to ask fontconfig for every font again.
/// One that has served long is let go, so that the fonts it has met do not pile up.
/// </summary>
internal static class FontMaps
{
    private const int MostDocuments = 250;

    private static readonly ConcurrentBag<Lease> Idle = [];

    internal static Lease Rent()
    {
        Libraries.Require();
        return Idle.TryTake(out var lease) ? lease : new Lease();
    }

    internal sealed class Lease : IDisposable
    {
        private int documents;

        internal FontMapHandle Map { get; } = Pango.FontMapNew();

        public void Dispose()
        {
            documents++;
            if (documents < MostDocuments && Idle.Count < Environment.ProcessorCount)
            {
                Idle.Add(this);
            }
            else
            {
                Map.Dispose();
            }
        }
    }
}
