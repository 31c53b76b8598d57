namespace TeamsCpeApi.Storage;

/// <summary>A resource with an ETag: its version counts the changes and guards against lost updates.</summary>
internal interface IVersioned
{
    int Version { get; set; }
}
