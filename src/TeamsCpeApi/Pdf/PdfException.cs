namespace TeamsCpeApi.Pdf;

/// <summary>A document could not be drawn: a library is missing, a picture is broken, or the content cannot fit. The message says which.</summary>
internal sealed class PdfException(string message) : Exception(message);
