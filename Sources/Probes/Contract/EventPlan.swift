/// What a contract says of one event, made ready for the verifier: names are numbers and slots.
struct EventPlan: Sendable, Equatable {
    /// The pair whose later half an event is.
    struct Bond: Sendable, Equatable {
        let opener: Int
        let kind: Pairing.Bond
        let key: Field
        let mayStayOpen: Bool
    }

    /// An assertion and the field that it looks into.
    struct Check: Sendable, Equatable {
        let field: Field
        let assertion: Assertion
    }

    /// The events that have to come before.
    let after: [Int]
    let bond: Bond?
    /// The field by which later events find this one; nil where none does.
    let openKey: Field?
    /// The events that complete this one.
    let closers: [Int]
    /// Whether this one may stay without any of them.
    let mayStayOpen: Bool
    /// The fields that must not be empty, without the answer.
    let requires: [Field]
    let answer: Field?
    let checks: [Check]
    /// Whether it is about a tool: it requires the tool's name, or is found by it.
    let namesTool: Bool

    /// The plans of a contract's events, in their order; has frames read for what they need.
    static func plans(_ events: [EventRule], _ asserts: [Assertion], _ book: inout FieldBook) -> [EventPlan] {
        func number(_ name: String) -> Int? { events.firstIndex { $0.name == name } }
        var bonds: [Bond?] = []
        for rule in events {
            bonds.append(
                rule.pairing.flatMap { pairing in
                    number(pairing.opener).map { opener in
                        Bond(
                            opener: opener,
                            kind: pairing.bond,
                            key: book.add(.named(pairing.key)),
                            mayStayOpen: pairing.mayStayOpen
                        )
                    }
                }
            )
        }
        return events.indices.map { index in
            let rule = events[index]
            let closers = bonds.indices.filter { bonds[$0]?.opener == index && bonds[$0]?.kind == .closes }
            return EventPlan(
                after: rule.after.compactMap(number),
                bond: bonds[index],
                openKey: closers.first.flatMap { bonds[$0]?.key },
                closers: closers,
                mayStayOpen: closers.allSatisfy { bonds[$0]?.mayStayOpen ?? true },
                requires: rule.requires.filter { $0 != rule.answer }.map { book.add(.named($0)) },
                answer: rule.answer.map { book.add(.named($0)) },
                checks: asserts.filter { $0.event == rule.name }.compactMap { check($0, &book) },
                namesTool: rule.requires.contains(FieldFamily.tool.name) || rule.pairing?.key == FieldFamily.tool.name
            )
        }
    }

    private static func check(_ assertion: Assertion, _ book: inout FieldBook) -> Check? {
        guard case .member(let name) = assertion.path.steps.first else { return nil }
        return Check(field: book.add(.named(name)), assertion: assertion)
    }
}
