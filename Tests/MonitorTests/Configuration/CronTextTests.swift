import Testing

@testable import Monitor

@Suite("Times of a calendar")
struct CronTextTests {
    @Test(
        "what cron takes is taken",
        arguments: ["* * * * *", "0 4 * * 0", "*/15 0-6,22 1,15 jan-mar MON-fri", "59 23 31 12 7", "0-30/10 * * * *"]
    )
    func good(text: String) throws {
        try CronText.check(text)
    }

    @Test(
        "what cron does not take is told",
        arguments: [
            ("0 4 * *", "has 4 fields; want five: minute hour day month weekday, like 0 4 * * 0"),
            ("60 * * * *", "60 is no minute; want 0 to 59, *, a list or a range of them"),
            ("* 6-2 * * *", "6-2 is no hour; want 0 to 23, *, a list or a range of them"),
            ("* * 0 * *", "0 is no day of month; want 1 to 31, *, a list or a range of them"),
            ("* * * foo *", "foo is no month; want 1 to 12, *, a list or a range of them"),
            ("* * * * 1,", "1, is no day of week; want 0 to 7, *, a list or a range of them"),
            ("*/0 * * * *", "*/0 is no minute; want 0 to 59, *, a list or a range of them"),
            ("5/10 * * * *", "5/10 is no minute; want 0 to 59, *, a list or a range of them"),
        ]
    )
    func bad(text: String, message: String) throws {
        let refusal = #expect(throws: CronText.Refusal.self) { try CronText.check(text) }
        #expect(refusal?.description == message)
    }
}
