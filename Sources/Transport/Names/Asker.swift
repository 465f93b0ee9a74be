/// Somebody who waits for the addresses of a name.
struct Asker: Sendable {
    let ticket: UInt64
    let host: HostName
    let family: AddressFamily
    let since: Instant
    let deadline: Instant
    let deliver: @Sendable (NameAnswer) -> Void
}
