/// Where in its period a probe's slots lie: always the same place for the same name, whatever other probes there are.
enum Stagger {
    /// From the beginning of a period to the slot in it; at least zero, less than `period`.
    static func offset(of name: String, in period: Duration) -> Duration {
        period * share(of: name)
    }

    /// The name's place between 0 and 1, 1 excluded.
    static func share(of name: String) -> Double {
        // FNV-1a. Its last byte hardly reaches the upper bits, so names that differ in it alone, as numbered ones do,
        // need the finalizer of SplitMix64 to come apart. Swift's own hash is another one in every process.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in name.utf8 {
            hash ^= UInt64(byte)
            hash &*= 0x0000_0100_0000_01B3
        }
        hash = (hash ^ (hash >> 30)) &* 0xBF58_476D_1CE4_E5B9
        hash = (hash ^ (hash >> 27)) &* 0x94D0_49BB_1331_11EB
        hash ^= hash >> 31
        // 53 bits are what a Double holds exactly; more could round up to 1.
        return Double(hash >> 11) / Double(1 << 53)
    }
}
