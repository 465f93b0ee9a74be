import ArgumentParser
import Configuration
import EventServer
import Transport

/// Reads the values of flags, with the words of the configuration files where they are wrong.
enum Argument {
    static func address(_ text: String) throws -> ListenAddress {
        guard let address = ListenAddress(text) else {
            throw ValidationError("\(text) is no address; want HOST:PORT, as 127.0.0.1:8000")
        }
        return address
    }

    static func duration(_ range: ClosedRange<Duration>) -> @Sendable (String) throws -> Duration {
        { text in
            let duration: Duration
            do throws(DurationText.Refusal) {
                duration = try DurationText.parse(text)
            } catch {
                throw ValidationError("\(text) \(error)")
            }
            guard range.contains(duration) else {
                let wanted = "\(DurationText.format(range.lowerBound)) to \(DurationText.format(range.upperBound))"
                throw ValidationError("\(text) is out of range; want \(wanted)")
            }
            return duration
        }
    }

    static func size(_ range: ClosedRange<Int>) -> @Sendable (String) throws -> Int {
        { text in
            let size: Int
            do throws(ByteSizeText.Refusal) {
                size = try ByteSizeText.parse(text)
            } catch {
                throw ValidationError("\(text) \(error)")
            }
            guard range.contains(size) else {
                let wanted = "\(ByteSizeText.format(range.lowerBound)) to \(ByteSizeText.format(range.upperBound))"
                throw ValidationError("\(text) is out of range; want \(wanted)")
            }
            return size
        }
    }

    static func count(_ range: ClosedRange<Int>) -> @Sendable (String) throws -> Int {
        { text in
            guard let count = Int(text), range.contains(count) else {
                throw ValidationError("\(text) is out of range; want \(range.lowerBound) to \(range.upperBound)")
            }
            return count
        }
    }

    static func rate(_ text: String) throws -> Rate {
        guard let rate = Rate(text) else { throw ValidationError("\(text) is no rate; want one like 10/m") }
        return rate
    }

    static func fault(_ text: String) throws -> FaultRule {
        do throws(FaultRefusal) {
            return try FaultRule(text)
        } catch {
            throw ValidationError("\(error)")
        }
    }

    static func carriers(_ text: String) throws -> Set<CredentialCarrier> {
        let known = CredentialCarrier.allCases.map(\.rawValue).joined(separator: ", ")
        return Set(
            try text.split(separator: ",", omittingEmptySubsequences: false).map { name in
                guard let carrier = CredentialCarrier(rawValue: String(name)) else {
                    throw ValidationError("\(name) is no carrier; want some of \(known)")
                }
                return carrier
            }
        )
    }

    static func tokenSecret(_ path: String) throws -> Secret {
        try SecretFile.read(path, atLeast: JWTSettings.shortestSecret)
    }

    static func testLoginKey(_ path: String) throws -> Secret { try SecretFile.read(path, atLeast: 16) }
}
