/// The text of a configuration file: checked UTF-8 without hidden characters, lines known.
///
/// Line ends are LF here whatever they are in the file, so that LF and CRLF files give the same values and places.
struct SourceText {
    /// Larger files are refused before anything else is done with them.
    static let limit = 1 << 20
    /// As many defects are told; a binary file has one a byte.
    private static let mostDefects = 10

    /// A defect and where it is.
    struct Finding: Error, Equatable {
        let position: Position
        let defect: TextDefect
    }

    /// The characters of the file without its byte order mark.
    private(set) var scalars: [Unicode.Scalar] = []
    /// Where each line begins in `scalars`.
    private var lineStarts = [0]

    /// The text that `bytes` are in UTF-8; `findings` tells why they are not a text to read.
    init(_ bytes: [UInt8], findings: inout [Finding]) {
        guard bytes.count <= Self.limit else {
            findings = [Finding(position: .start, defect: .tooLarge(limit: Self.limit))]
            return
        }
        if bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE]) {
            findings = [Finding(position: .start, defect: .utf16)]
            return
        }
        decode(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...], findings: &findings)
        if findings.isEmpty, scalars.allSatisfy(\.properties.isWhitespace) {
            findings = [Finding(position: .start, defect: .empty)]
        }
    }

    /// Where `position` is in `scalars`; nil when the text has no such place.
    func offset(of position: Position) -> Int? {
        guard lineStarts.indices.contains(position.line - 1), position.column > 0 else { return nil }
        let offset = lineStarts[position.line - 1] + position.column - 1
        return offset < scalars.count ? offset : nil
    }

    /// The nearest place that an editor can show: what libyaml finds at the end of the text lies behind it.
    func nearest(to position: Position) -> Position {
        var line = min(max(position.line, 1), lineStarts.count)
        var column = position.line > lineStarts.count ? Int.max : max(position.column, 1)
        if line == lineStarts.count, line > 1, length(ofLine: line) == 0 {
            line -= 1
            column = .max
        }
        return Position(line: line, column: min(column, length(ofLine: line) + 1))
    }

    private func length(ofLine line: Int) -> Int {
        let end = line < lineStarts.count ? lineStarts[line] - 1 : scalars.count
        return end - lineStarts[line - 1]
    }

    private mutating func decode(_ bytes: ArraySlice<UInt8>, findings: inout [Finding]) {
        scalars.reserveCapacity(bytes.count)
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        while findings.count < Self.mostDefects {
            switch decoder.decode(&iterator) {
            case .scalarValue("\n"):
                if scalars.last == "\r" { scalars.removeLast() }
                scalars.append("\n")
                lineStarts.append(scalars.count)
            case .scalarValue(let scalar):
                if scalars.last == "\r" { findings.append(here(.loneCarriageReturn, back: 1)) }
                scalars.append(scalar)
                if Self.isForbidden(scalar) { findings.append(here(.forbidden(scalar), back: 1)) }
                if let meant = StandIn.escaped(atEndOf: scalars) { findings.append(here(.forbidden(meant), back: 10)) }
            case .error:
                // What follows a byte out of step is guesswork: one finding is the honest number.
                findings.append(here(.notUTF8, back: 0))
                return
            case .emptyInput:
                if scalars.last == "\r" { findings.append(here(.loneCarriageReturn, back: 1)) }
                return
            }
        }
    }

    private func here(_ defect: TextDefect, back: Int) -> Finding {
        let line = lineStarts.count
        let column = scalars.count - (lineStarts.last ?? 0) + 1 - back
        return Finding(position: Position(line: line, column: column), defect: defect)
    }

    /// What YAML 1.1 forbids (§5.1), what it takes for a line end and no editor does, and the byte order mark inside.
    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0xA0...0x2027, 0x202A...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD: false
        case 0x10000...0x10FFFF: StandIn.all.contains(scalar)
        default: true
        }
    }
}
