/// Why a text is no fault, with what would be right.
public enum FaultRefusal: Error, Sendable, Equatable {
    case noKind(String)
    case unknownPlace(String)
    case unknownKind(String)
    /// The grammar knows it; this version does not do it there.
    case notThere(Fault, FaultStation)
    case value(Fault, String?)
    case probability(String)
    case condition(String)
    case twice(String)
}

extension FaultRefusal: CustomStringConvertible {
    /// Reads on after the fault's text.
    public var description: String {
        switch self {
        case .noKind(let text):
            "\"\(Self.shown(text))\" names no fault; want WHERE:KIND, as tool_completed:drop"
        case .unknownPlace(let place):
            "\"\(Self.shown(place))\" is no place for a fault; want * or one of \(Self.list(EventName.self)), "
                + Self.list(FaultStation.self)
        case .unknownKind(let kind):
            "\"\(Self.shown(kind))\" is no kind of fault; want one of \(Self.list(Fault.self))"
        case .notThere(let fault, let station):
            "\(fault.rawValue) at \(station.rawValue) is not built yet; give it an event or *"
        case .value(let fault, let value):
            Self.wanted(fault, value)
        case .probability(let text):
            "\"\(Self.shown(text))\" is no probability; want a number above 0 and at most 1"
        case .condition(let text):
            "\"\(Self.shown(text))\" is no condition; want user=EMAIL, run=N with N from 1, or once"
        case .twice(let name):
            "\(name) stands there twice"
        }
    }

    private static func wanted(_ fault: Fault, _ value: String?) -> String {
        let found = value.map { "\"\(shown($0))\" " } ?? "nothing "
        switch fault {
        case .drop, .leak: return "\(fault.rawValue) takes no value; leave \(found)away"
        case .delay: return "\(found)is no delay; want a duration up to 1h, as delay=3s"
        case .close: return "\(found)is no close code; want 1000 to 1003, 1007 to 1014 or 3000 to 4999, as close=1011"
        }
    }

    private static func list<Names: CaseIterable & RawRepresentable>(_ names: Names.Type) -> String
    where Names.RawValue == String {
        names.allCases.map(\.rawValue).joined(separator: ", ")
    }

    /// Short and printable: the text may come over the network.
    private static func shown(_ text: String) -> String {
        String(text.unicodeScalars.prefix(60).map { $0.value >= 0x20 && $0.value < 0x7F ? Character($0) : "?" })
    }
}
