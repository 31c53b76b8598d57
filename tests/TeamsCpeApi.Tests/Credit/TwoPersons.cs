using TeamsCpeApi.Tests.Support;

namespace TeamsCpeApi.Tests.Credit;

/// <summary>Tests that share a server on which two persons must agree with every credit.</summary>
[CollectionDefinition(Name)]
public sealed class TwoPersons : ICollectionFixture<TwoPersons.Stage>
{
    public const string Name = "Two persons";

    /// <summary>One session; every row of the table has a participant of its own, brought to the row's state.</summary>
    public sealed class Stage : IAsyncLifetime
    {
        public CpeServer Server { get; private set; } = null!;

        internal CreditRoom Room { get; private set; } = null!;

        public Guid Agreed { get; private set; }

        public async Task InitializeAsync()
        {
            var states = TransitionTests.Rows.Select(row => ((string)row[1]).Split(',')[0]).Append("approved").ToArray();
            Server = await CpeServer.StartAsync("--Approval:Persons=2");
            Room = await CreditRoom.OpenAsync(Server, states.Length);
            Agreed = Room.People[^1];
            Guid[] In(params string[] wanted) => [.. Room.People.Where((_, place) => wanted.Contains(states[place]))];

            (await Room.ApproveAsync(Server.Operator, In("proposed", "approved", "certified", "corrected", "revoked"))).Expect(200);
            await OverrideAsync(In("override proposed", "overridden"));
            (await Room.ApproveAsync(Server.Admin, In("approved", "certified", "corrected", "revoked", "overridden"))).Expect(200);
            (await Room.IssueAsync(Server.Operator, In("certified", "corrected", "revoked"))).Expect(202);
            foreach (var person in In("corrected", "revoked"))
            {
                (await Room.RevokeAsync(Server.Operator, person)).Expect(200);
            }

            await OverrideAsync(In("corrected"));
            (await Room.ApproveAsync(Server.Admin, In("corrected"))).Expect(200);
            (await Room.IssueAsync(Server.Operator, In("corrected"))).Expect(202);

            async Task OverrideAsync(IEnumerable<Guid> people)
            {
                foreach (var person in people)
                {
                    (await Room.OverrideAsync(Server.Operator, person, 1.6m)).Expect(200);
                }
            }
        }

        public Task DisposeAsync() => Server.DisposeAsync();
    }
}
