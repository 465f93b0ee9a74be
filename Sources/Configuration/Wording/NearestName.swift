/// Finds the name that somebody meant who wrote another one.
package enum NearestName {
    /// Names longer than this are never compared: the cost grows with the square.
    private static let longest = 64

    /// The candidate nearest to `name`; nil when none is near enough to be meant. The earlier one of two equals.
    package static func of(_ name: String, among candidates: [String]) -> String? {
        let limit = max(1, name.count / 3)
        return candidates.map { (name: $0, distance: distance($0, name)) }
            .filter { $0.distance <= limit && $0.distance < $0.name.count }
            .min { $0.distance < $1.distance }?
            .name
    }

    /// Insertions, deletions, replacements and swaps of neighbours that turn one text into the other; upper and
    /// lower case are the same. (Optimal string alignment.)
    static func distance(_ left: String, _ right: String) -> Int {
        let left = Array(left.lowercased())
        let right = Array(right.lowercased())
        guard left.count <= longest, right.count <= longest else { return .max }
        guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for row in 1...left.count {
            var current = [row]
            for column in 1...right.count {
                let same = left[row - 1] == right[column - 1]
                var cost = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (same ? 0 : 1))
                if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
                    cost = min(cost, beforeLast[column - 2] + 1)
                }
                current.append(cost)
            }
            beforeLast = last
            last = current
        }
        return last[right.count]
    }
}
