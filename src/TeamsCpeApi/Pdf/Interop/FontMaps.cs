using System.Collections.Concurrent;

namespace TeamsCpeApi.Pdf.Interop;

/// <summary>
/// Font maps that are kept from document to document: a new one has to ask fontconfig for every font again. Each serves one document at a time,
/// so that a report which steps aside keeps its own. One that has served long is let go, so that the fonts it has met do not pile up.
/// </summary>
internal static class FontMaps
{
    private const int MostDocuments = 250;

    private static readonly ConcurrentBag<Lease> Idle = [];

    internal static Lease Rent() => Idle.TryTake(out var lease) ? lease : new Lease();

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
