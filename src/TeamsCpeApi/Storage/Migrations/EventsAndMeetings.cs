using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace TeamsCpeApi.Storage.Migrations;

[DbContext(typeof(CpeDbContext))]
[Migration("0004_1_events_and_meetings")]
internal sealed class EventsAndMeetings : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Script.Read("0004_1_events_and_meetings"));
}
