namespace TeamsCpeApi.Storage;

/// <summary>Rows that keep the machinery running and say nothing of sessions or credit: they change without an audit event.</summary>
internal interface IBookkeeping;
