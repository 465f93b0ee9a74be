import Subprocess
import SystemPackage
import TestSupport

@testable import Transport

/// The `openssl` command as a witness: it makes certificates of kinds that our own libraries can't make, and serves them.
struct OpenSSL {
    /// A certificate to be made.
    struct Wish {
        /// File names begin with it.
        let name: String
        var subject: String
        /// The name of the certificate that signs; nil for its own key.
        var issuer: String?
        /// As `openssl genpkey` takes it; ignored where the key is another certificate's.
        var algorithm = ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"]
        /// The name of the certificate whose key this one shares.
        var keyOf: String?
        /// Further arguments of `openssl req`: the digest, options of the signature.
        var arguments: [String] = []
        /// Lines of the section of extensions.
        var extensions: [String] = []
        /// Further sections of the configuration.
        var sections = ""
        var stringMask = "utf8only"
    }

    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    func path(_ file: String) -> String { "\(folder.path)/\(file)" }

    /// Makes a key where there is none yet, and the certificate: `NAME.key` and `NAME.pem`.
    func make(_ wish: Wish) async throws {
        let name = wish.name
        try folder.write(
            "\(name).cnf",
            """
            [req]
            distinguished_name=dn
            x509_extensions=ext
            string_mask=\(wish.stringMask)
            [dn]
            [ext]
            \(wish.extensions.joined(separator: "\n"))
            \(wish.sections)
            """
        )
        if let other = wish.keyOf {
            try await command(["pkey", "-in", path("\(other).key"), "-out", path("\(name).key")])
        } else {
            try await command(["genpkey", "-out", path("\(name).key")] + wish.algorithm)
        }
        let signer = wish.issuer.map { ["-CA", path("\($0).pem"), "-CAkey", path("\($0).key")] } ?? []
        try await command(
            ["req", "-x509", "-config", path("\(name).cnf"), "-key", path("\(name).key"), "-out", path("\(name).pem")]
                + ["-subj", wish.subject, "-days", "30"] + signer + wish.arguments
        )
    }

    /// Runs `body` while a server shows `leaf` and `others`, and answers each request with a page of its own.
    func serving<Value: Sendable>(
        _ leaf: String,
        _ others: [String],
        _ body: (_ port: Int) async throws -> Value
    ) async throws -> Value {
        let shown = try others.map { String(decoding: try FileBytes.read(path("\($0).pem")), as: UTF8.self) }
        try folder.write("\(leaf).chain", shown.joined())
        let chain = others.isEmpty ? [] : ["-cert_chain", path("\(leaf).chain")]
        let arguments = [
            "s_server", "-accept", "127.0.0.1:0", "-cert", path("\(leaf).pem"), "-key", path("\(leaf).key"), "-www",
            "-no_ticket", "-cipher", "DEFAULT:@SECLEVEL=0",
        ]
        let result = try await run(
            .name("openssl"),
            arguments: Arguments(arguments + chain),
            input: .none,
            output: .sequence,
            error: .discarded
        ) { execution in
            var value: Value?
            for try await line in execution.standardOutput.strings() {
                // `ACCEPT 127.0.0.1:40123`
                guard line.hasPrefix("ACCEPT"), let port = line.split(separator: ":").last.flatMap({ Int($0) }) else {
                    continue
                }
                value = try await body(port)
                break
            }
            try execution.send(signal: .kill)
            return value
        }
        guard let value = result.closureResult else { throw Failure(arguments: arguments, words: "it accepts nothing") }
        return value
    }

    private func command(_ arguments: [String]) async throws {
        let result = try await run(
            .name("openssl"),
            arguments: Arguments(arguments),
            output: .discarded,
            error: .string(limit: 64 << 10)
        )
        guard result.terminationStatus.isSuccess else {
            throw Failure(arguments: arguments, words: result.standardError)
        }
    }

    struct Failure: Error {
        let arguments: [String]
        let words: String
    }
}
