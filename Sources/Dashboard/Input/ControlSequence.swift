/// The keys behind the control sequences of xterm, the Linux console and rxvt.
enum ControlSequence {
    /// The key of `CSI parameters final`, or of `SS3 final`; nil when it is none. Shift, Alt and Ctrl are passed over.
    static func key(final: UInt8, _ parameters: [UInt8]) -> Key? {
        switch final {
        case UInt8(ascii: "A"): .up
        case UInt8(ascii: "B"): .down
        case UInt8(ascii: "C"): .right
        case UInt8(ascii: "D"): .left
        case UInt8(ascii: "H"): .home
        case UInt8(ascii: "F"): .end
        case UInt8(ascii: "Z"): .backTab
        case UInt8(ascii: "M") where parameters.isEmpty: .enter
        case UInt8(ascii: "P")...UInt8(ascii: "S"): .function(Int(final - UInt8(ascii: "P")) + 1)
        case UInt8(ascii: "~"): numbered(parameters)
        default: nil
        }
    }

    private static func numbered(_ parameters: [UInt8]) -> Key? {
        let digits = parameters.prefix { $0 != UInt8(ascii: ";") }
        switch Int(String(decoding: digits, as: UTF8.self)) {
        case 1, 7: return .home
        case 2: return .insert
        case 3: return .delete
        case 4, 8: return .end
        case 5: return .pageUp
        case 6: return .pageDown
        case .some(let number) where (11...15).contains(number): return .function(number - 10)
        case .some(let number) where (17...21).contains(number): return .function(number - 11)
        case 23: return .function(11)
        case 24: return .function(12)
        default: return nil
        }
    }
}
