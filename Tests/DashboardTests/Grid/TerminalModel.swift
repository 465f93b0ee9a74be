/// A terminal of the test's own: it knows what a diff may send, and fails on anything else. Written from ECMA-48 and
/// xterm's documentation, not from the code that it checks.
struct TerminalModel {
    enum Fault: Error, Equatable {
        case unknown(String)
        case outside(row: Int, column: Int)
    }

    struct Place: Equatable {
        var text = " "
        var codes: Set<Int> = []
    }

    let width: Int
    let height: Int
    private(set) var places: [[Place]]
    private(set) var isSynchronised = false
    private(set) var pictures = 0
    private var codes: Set<Int> = []
    private var row = 0
    private var column = 0

    init(width: Int, height: Int) {
        (self.width, self.height) = (width, height)
        places = Array(repeating: Array(repeating: Place(), count: width), count: height)
    }

    var text: String {
        places.map { line in
            var text = line.map(\.text).joined()
            while text.last == " " { text.removeLast() }
            return text + "\n"
        }
        .joined()
    }

    mutating func take(_ bytes: [UInt8]) throws(Fault) {
        var rest = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)[...]
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\r": column = 0
            case "\n":
                row += 1
                guard row < height else { throw .outside(row: row, column: column) }
            case "\u{1B}":
                guard rest.popFirst() == "[" else { throw .unknown("escape") }
                var parameters = ""
                while let next = rest.first, !("@"..."~").contains(next) {
                    parameters.unicodeScalars.append(next)
                    rest.removeFirst()
                }
                try sequence(parameters, rest.popFirst())
            default:
                guard scalar.value >= 0x20, !(0x7F...0x9F).contains(scalar.value) else {
                    throw .unknown("control \(scalar.value)")
                }
                try write(scalar)
            }
        }
    }

    private mutating func sequence(_ parameters: String, _ final: Unicode.Scalar?) throws(Fault) {
        let numbers = parameters.split(separator: ";").map { Int($0) ?? 0 }
        switch final {
        case "H": (row, column) = ((numbers.first ?? 1) - 1, (numbers.count > 1 ? numbers[1] : 1) - 1)
        case "C": column += numbers.first ?? 1
        case "K": for place in column..<width { places[row][place] = Place() }
        case "J" where parameters == "2": self = cleared()
        case "m": style(numbers)
        case "h" where parameters == "?2026": isSynchronised = true
        case "l" where parameters == "?2026":
            isSynchronised = false
            pictures += 1
        default: throw .unknown("\(parameters)\(final.map(String.init) ?? "")")
        }
        // Behind the last column a terminal waits: only a move may not lead there.
        guard final == "H" || final == "C" else { return }
        guard row >= 0, row < height, column >= 0, column < width else { throw .outside(row: row, column: column) }
    }

    private func cleared() -> TerminalModel {
        var other = TerminalModel(width: width, height: height)
        (other.row, other.column, other.codes) = (row, column, codes)
        (other.isSynchronised, other.pictures) = (isSynchronised, pictures)
        return other
    }

    private mutating func style(_ numbers: [Int]) {
        for number in numbers.isEmpty ? [0] : numbers {
            switch number {
            case 0: codes = []
            case 30...37: codes = codes.filter { $0 < 30 }.union([number])
            case 39: codes = codes.filter { $0 < 30 }
            default: codes.insert(number)
            }
        }
    }

    private mutating func write(_ scalar: Unicode.Scalar) throws(Fault) {
        if scalar.properties.generalCategory == .nonspacingMark {
            let place = places[row][column - 1].text.isEmpty ? column - 2 : column - 1
            places[row][place].text.unicodeScalars.append(scalar)
            return
        }
        let columns = Self.isWide(scalar) ? 2 : 1
        guard column + columns <= width else { throw .outside(row: row, column: column) }
        places[row][column] = Place(text: String(scalar), codes: codes)
        if columns == 2 { places[row][column + 1] = Place(text: "", codes: codes) }
        column += columns
    }

    /// The wide characters that the tests use.
    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        (0xFF01...0xFF60).contains(scalar.value) || (0x3040...0x30FF).contains(scalar.value)
            || (0x4E00...0x9FFF).contains(scalar.value)
            || (0x1F300...0x1F64F).contains(scalar.value)
    }
}
