/// The wait for runs under way, which somebody in a hurry may end. Confined to the server's event loop.
final class Drain {
    private var isOver = false
    private var ends: (() -> Void)?

    /// The wait begins; `ends` is called when it is to end before its time, at once where that was said before.
    func begin(_ ends: @escaping () -> Void) {
        guard !isOver else { return ends() }
        self.ends = ends
    }

    /// It ends, now or as soon as it begins.
    func end() {
        isOver = true
        ends?()
        ends = nil
    }
}
