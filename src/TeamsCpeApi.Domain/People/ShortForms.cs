namespace TeamsCpeApi.Domain.People;

/// <summary>
/// Short forms of English first names that stand for one name, in all of its spellings. Those that stand for several
/// ("Alex", "Chris", "Pat", "Sam") are left out: they would suggest strangers.
/// </summary>
internal static class ShortForms
{
    private static readonly Dictionary<string, string> Long = new(
        new[]
        {
            "ROBERT BOB BOBBY ROB ROBBIE", "WILLIAM BILL BILLY WILL", "RICHARD RICH RICK RICKY DICK", "JAMES JIM JIMMY", "MICHAEL MIKE MICK", "DAVID DAVE",
            "THOMAS TOM TOMMY", "JOSEPH JOE JOEY", "DANIEL DAN DANNY", "MATTHEW MATT", "STEPHEN STEVEN STEVE", "ANTHONY TONY", "EDWARD ED EDDIE",
            "CHARLES CHUCK CHARLIE", "KENNETH KEN KENNY", "GREGORY GREG", "TIMOTHY TIM", "JEFFREY GEOFFREY JEFF GEOFF", "BENJAMIN BEN", "NICHOLAS NICOLAS NICK",
            "PETER PETE", "LAWRENCE LAURENCE LARRY", "DONALD DON", "DOUGLAS DOUG", "PHILIP PHILLIP PHIL", "ANDREW ANDY DREW", "RONALD RON", "FREDERICK FRED",
            "KATHERINE CATHERINE KATHRYN KATE KATIE KATHY CATHY", "ELIZABETH ELISABETH LIZ BETH BETTY", "JENNIFER JENNY JEN", "MARGARET MAGGIE PEGGY", "REBECCA BECKY",
            "SUSAN SUE SUSIE", "DEBORAH DEBRA DEB DEBBIE", "BARBARA BARB", "CYNTHIA CINDY", "PAMELA PAM", "VICTORIA VICKY", "JUDITH JUDY", "THERESA TERESA",
        }.SelectMany(line => line.Split(' ').Select(form => KeyValuePair.Create(form, line))),
        StringComparer.Ordinal);

    /// <summary>True for two forms of one first name.</summary>
    internal static bool AreOneName(string one, string other) => Long.TryGetValue(one, out var name) && Long.TryGetValue(other, out var same) && ReferenceEquals(name, same);
}
