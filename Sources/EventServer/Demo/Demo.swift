public import FoundationEssentials
public import Transport

/// Users to try the server out with, and a configuration that watches it as they.
///
/// Their passwords are random and as old as the server. They are written to a folder that only its user can read.
public struct Demo: Sendable {
    /// Why there is no demonstration, in words for the user.
    public struct Refusal: Error, Sendable, Equatable, CustomStringConvertible {
        /// What is wrong and what to do.
        public let description: String
    }

    /// How many users there are: isolation needs two who ask and one who only listens.
    private static let count = 3
    private static let mark = "# Written by quintet serve --demo; it is written anew at each start."

    /// For ``EventServerConfiguration/users``.
    public let accounts: [Account]
    private let passwords: [(name: String, password: String)]
    private let folder: PrivateFolder
    private let isTemporary: Bool

    /// Makes the users, and the folder: `path`, or a temporary one that ``remove()`` removes.
    public init(in path: String?, environment: [String: String] = ProcessInfo.processInfo.environment) throws(Refusal) {
        do throws(PrivateFolder.Refusal) {
            if let path {
                folder = try .named(path)
            } else {
                folder = try .temporary(below: Self.home(environment))
            }
        } catch {
            throw Refusal(description: "\(error)")
        }
        isTemporary = path == nil
        let users = (1...Self.count).map { (name: "probe-\($0)", password: RandomText.secret(24)) }
        passwords = users
        accounts = users.map { Account(email: "\($0.name)@example.com", password: $0.password) }
    }

    /// Where the configuration is.
    public var configurationPath: String { "\(folder.path)/quintet.yaml" }

    /// Writes the passwords and the configuration for a server that listens at `address`.
    ///
    /// A `quintet.yaml` that is there and was not written by an earlier demonstration is left alone.
    public func write(for address: ListenAddress) throws(Refusal) {
        // A file that cannot be read is not ours either, and is left alone by the check that follows.
        let old = try? String(contentsOf: URL(filePath: configurationPath), encoding: .utf8)
        guard old?.hasPrefix(Self.mark) ?? !FileManager.default.fileExists(atPath: configurationPath) else {
            throw Refusal(
                description: "\(configurationPath) was written by somebody else; name another folder with --demo-dir"
            )
        }
        do throws(PrivateFolder.Refusal) {
            let secrets = try folder.folder("secrets")
            for user in passwords { try secrets.write("\(user.password)\n", to: user.name) }
            try folder.write(configuration(for: address.reachable), to: "quintet.yaml")
        } catch {
            throw Refusal(description: "\(error)")
        }
    }

    /// Removes a temporary folder; one that was named stays.
    public func remove() {
        guard isTemporary else { return }
        // What cannot be removed stays, readable by its user alone.
        try? FileManager.default.removeItem(atPath: folder.path)
    }

    /// Where temporary folders belong: in the user's own place, as long as the session lasts.
    private static func home(_ environment: [String: String]) -> String {
        let wanted = ["XDG_RUNTIME_DIR", "TMPDIR"].compactMap { environment[$0] }
        return wanted.first { !$0.isEmpty && FileManager.default.isWritableFile(atPath: $0) } ?? "/tmp"
    }

    private func configuration(for address: ListenAddress) -> String {
        let users = passwords.map { user in
            "      - { email: \(user.name)@example.com, password: \"${file:secrets/\(user.name)}\" }"
        }
        return """
            \(Self.mark)
            targets:
              - name: local
                url: ws://\(address)/ws
                auth:
                  carrier: header
                  login: { url: "http://\(address)/auth/login" }
                users:
            \(users.joined(separator: "\n"))

            probes:
              - name: golden-path
                kind: journey
                target: local
                every: 15s
                timeout: 10s
                message: "probe ${nonce}"
                contract: agent-run

            """
    }
}
