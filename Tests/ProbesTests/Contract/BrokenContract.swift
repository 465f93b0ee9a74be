import Testing

/// A contract with one defect, and what its author is told.
struct BrokenContract: Sendable, CustomTestStringConvertible {
    let title: String
    let text: String
    /// The lines, each without the file's name.
    let message: String

    init(_ title: String, _ text: String, _ message: String) {
        self.title = title
        self.text = text
        self.message = message
    }

    /// A defect in one of two events, `a` and the terminal `z`.
    private static func event(_ title: String, _ keys: String, _ message: String) -> BrokenContract {
        BrokenContract(
            title,
            "contract: c\nevents:\n  - { event: a, \(keys) }\n  - { event: z, terminal: true }\n",
            message
        )
    }

    /// A defect in a key beside `events`.
    private static func key(_ title: String, _ key: String, _ message: String) -> BrokenContract {
        BrokenContract(title, "contract: c\nevents: [{ event: a }, { event: z, terminal: true }]\n\(key)\n", message)
    }

    var testDescription: String { title }

    static let events: [BrokenContract] = [
        BrokenContract(
            "no name",
            "events: [{ event: z, terminal: true }]\n",
            "1:1: contract is missing; give the name that results show"
        ),
        BrokenContract("no events", "contract: c\n", "1:1: events is missing; give the events of a run"),
        BrokenContract("an empty list", "contract: c\nevents: []\n", "2:1 events: has 0 items; want 1 to 200"),
        BrokenContract(
            "a bare name",
            "contract: c\nevents: [a]\n",
            "2:10 events[0]: found a; want a mapping, as key: value"
        ),
        BrokenContract(
            "no event's name",
            "contract: c\nevents: [{ terminal: true }]\n",
            "2:10 events[0]: event is missing; give its name on the wire"
        ),
        BrokenContract(
            "nothing terminal",
            "contract: c\nevents: [{ event: a }, { event: b }]\n",
            "2:24 events[1]: no event is terminal; give one of them terminal: true"
        ),
        BrokenContract(
            "two terminals",
            "contract: c\nevents:\n  - { event: a, terminal: true }\n  - { event: b, after: [], terminal: true }\n",
            "4:28 events[1].terminal: a is terminal already; one event ends a run"
        ),
        BrokenContract(
            "an event twice",
            "contract: c\nevents:\n  - { event: a }\n  - { event: a, after: [] }\n  - { event: z, terminal: true }\n",
            "4:7 events[1].event: a stands in this list already; remove one"
        ),
        BrokenContract(
            "behind the end",
            "contract: c\nevents:\n  - { event: z, terminal: true }\n  - { event: a }\n",
            "4:5 events[1]: a cannot come after z, which is terminal; put it before, or give after"
        ),
        BrokenContract(
            "a circle",
            "contract: c\nevents:\n  - { event: a, after: [b] }\n  - { event: b, after: [a] }\n  - { event: z, terminal: true }\n",
            "3:17 events[0].after: a would have to come after itself; break the circle"
        ),
        BrokenContract(
            "an optional end",
            "contract: c\nevents: [{ event: z, terminal: true, optional: true }]\n",
            "2:38 events[0].optional: a run cannot do without its terminal event; remove it"
        ),
        BrokenContract(
            "an end that repeats",
            "contract: c\nevents: [{ event: z, terminal: true, repeats: true }]\n",
            "2:38 events[0].repeats: the terminal event comes once; remove it"
        ),
        BrokenContract(
            "an end that pairs",
            "contract: c\nevents: [{ event: a }, { event: z, terminal: true, pairs_with: a, by: id }]\n",
            "2:52 events[1].pairs_with: the terminal event ends the run, not a pair; remove it"
        ),
        event("an unknown key", "requries: [x]", "3:17 events[0].requries: unknown key; did you mean requires?"),
        event("after nobody", "after: [b]", "3:17 events[0].after: b is no event of this contract; want a, z"),
        event(
            "after the end",
            "after: [z]",
            "3:17 events[0].after: a cannot come after z, which is terminal; put it before, or give after"
        ),
        event("after as text", "after: b", "3:17 events[0].after: found b; want a list"),
        event("yes", "optional: yes", "3:17 events[0].optional: yes is not a boolean; want true or false"),
        event("no time at all", "within: 0s", "3:17 events[0].within: 0s is too short; want 1ms to 36500d"),
        event(
            "a pair without a key",
            "pairs_with: z",
            "3:17 events[0].pairs_with: needs by, the field that both events share, as by: tool_name"
        ),
        event(
            "a key without a pair",
            "by: id",
            "3:17 events[0].by: is the field of a pair; give pairs_with or inside, or remove it"
        ),
        event(
            "open without a pair",
            "may_stay_open: true",
            "3:17 events[0].may_stay_open: is said of a pair; give pairs_with, or remove it"
        ),
        event(
            "two pairs",
            "pairs_with: z, inside: z, by: id",
            "3:32 events[0].inside: cannot stand beside pairs_with; keep one of the two"
        ),
        event(
            "a pair with nobody",
            "pairs_with: b, by: id",
            "3:17 events[0].pairs_with: b is no event of this contract; want a, z"
        ),
        event(
            "a pair with itself",
            "pairs_with: a, by: id",
            "3:17 events[0].pairs_with: an event is no pair with itself"
        ),
        event(
            "an answer before the end",
            "answers: nonce",
            "3:17 events[0].answers: is said of the terminal event; move it there"
        ),
        BrokenContract(
            "two keys for one opener",
            """
            contract: c
            events:
              - { event: a }
              - { event: b, pairs_with: a, by: id }
              - { event: c, pairs_with: a, by: name }
              - { event: z, terminal: true }
            """,
            "5:32 events[2].by: b is paired with a by id; all pairs of an event share one field"
        ),
        BrokenContract(
            "inside what nothing completes",
            "contract: c\nevents:\n  - { event: a }\n  - { event: b, inside: a, by: id }\n  - { event: z, terminal: true }\n",
            "4:17 events[1].inside: nothing completes a; give another event pairs_with: a"
        ),
    ]

    static let keys: [BrokenContract] = [
        key("an unknown key", "alises: {}", "3:1 alises: unknown key; did you mean aliases?"),
        key("failures as text", "failures: error", "3:1 failures: found error; want a list"),
        key(
            "a failure that is an event",
            "failures: [a]",
            "3:12 failures[0]: a is an event of this contract already; remove it here or there"
        ),
        key("a failure twice", "failures: [x, x]", "3:15 failures[1]: x stands in this list already; remove one"),
        key(
            "an end that is an event",
            "ends: [z]",
            "3:8 ends[0]: z is an event of this contract already; remove it here or there"
        ),
        key(
            "an end that is a failure",
            "failures: [x]\nends: [x]",
            "4:8 ends[0]: x is one of the failures already; remove it here or there"
        ),
        key(
            "a fallback that is an end",
            "ends: [x]\nfallbacks: [x]",
            "4:13 fallbacks[0]: x is one of the ends already; remove it here or there"
        ),
        key(
            "survivable and no failure",
            "failures: [x]\nsurvivable: [y]",
            "4:14 survivable[0]: y is none of the failures; add it there, or remove it here"
        ),
        key("an alias of nothing", "aliases: { b: c }", "3:12 aliases.b: c is no event of this contract; want a, z"),
        key(
            "an alias that is an event",
            "aliases: { a: z }",
            "3:12 aliases.a: a is an event of this contract already; remove it here or there"
        ),
        key(
            "an alias that is a failure",
            "failures: [x]\naliases: { x: a }",
            "4:12 aliases.x: x is one of the failures already; remove it here or there"
        ),
        key(
            "a class that is none",
            "severity: { late: fail }",
            "3:13 severity.late: late is no class of findings; want one like late_event or duplicate_event"
        ),
        key(
            "a severity that is none",
            "severity: { late_event: error }",
            "3:13 severity.late_event: error is not one of warn, fail"
        ),
        key(
            "the monitor's own class",
            "severity: { monitor_error: warn }",
            "3:13 severity.monitor_error: monitor_error is the monitor's own trouble and has no severity; remove it"
        ),
        key(
            "an assertion about nothing",
            "asserts: [{ event: b, path: $.x, equals: 1 }]",
            "3:13 asserts[0].event: b is no event of this contract; want a, z"
        ),
        key(
            "a path that is none",
            "asserts: [{ event: a, path: x, equals: 1 }]",
            "3:23 asserts[0].path: x is not a path like $.results.status or $.items[0][\"a b\"]"
        ),
        key(
            "a path to everything",
            "asserts: [{ event: a, path: $, equals: 1 }]",
            "3:23 asserts[0].path: $ is not a path like $.results.status or $.items[0][\"a b\"]"
        ),
        key(
            "an assertion without a value",
            "asserts: [{ event: a, path: $.x }]",
            "3:11 asserts[0]: equals is missing; give the value that must be there"
        ),
        key(
            "an assertion with a list",
            "asserts: [{ event: a, path: $.x, equals: [1] }]",
            "3:34 asserts[0].equals: an assertion compares one value; want text, a number, true, false or null"
        ),
        key("answers of another kind", "answers: text", "3:1 answers: text is not nonce"),
    ]
}
