/// Comparing secrets in a time that tells nothing of where they differ.
enum ConstantTime {
    /// Whether two texts are the same, byte for byte; only their lengths can be learned from the time it takes.
    static func equal(_ left: String, _ right: String) -> Bool {
        let left = Array(left.utf8)
        let right = Array(right.utf8)
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
