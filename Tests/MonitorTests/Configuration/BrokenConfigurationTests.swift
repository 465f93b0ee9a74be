import Testing

@Suite("Broken configurations")
struct BrokenConfigurationTests {
    @Test(
        "a file with one defect is told exactly, with its place and what would be right",
        arguments: try FixtureFolder.configurations(in: FixtureFolder.broken)
    )
    func broken(file: String) throws {
        let path = "\(FixtureFolder.broken)/\(file)"
        let problems = Loaded.problems(in: try FixtureFolder.text(path), named: file)
        #expect(problems + "\n" == (try FixtureFolder.text("\(path.dropLast(5)).txt")))
    }

    @Test("every problem of a file comes at once")
    func allAtOnce() {
        #expect(
            Loaded.problems(
                in: """
                    listen: 9555
                    targets:
                      - { name: a b, url: "ftp://x", ip: 5 }
                      - { name: local, url: "ws://127.0.0.1:8000/ws", auth: { carrier: query } }
                    probes:
                      - { name: p, target: nowhere, every: 1s, kind: idel }
                      - { name: p, target: local, every: 5s }
                    colour: blue
                    """
            ) == """
                quintet.yaml:1:1 listen: 9555: names no port; want HOST:PORT, like 127.0.0.1:9555
                quintet.yaml:3:7 targets[0].name: a b: has a character that no name has; want letters, digits, ., _ and -
                quintet.yaml:3:18 targets[0].url: does not begin with ws://, wss:// or ws+unix://
                quintet.yaml:3:34 targets[0].ip: 5 is not one of any, 4, 6
                quintet.yaml:4:59 targets[1].auth.carrier: query has no token to carry; give login, token, jwt or oauth2
                quintet.yaml:6:16 probes[0].target: nowhere: there is no such target; want local
                quintet.yaml:6:33 probes[0].every: 1s is shorter than timeout 10s (the default); raise every or lower timeout
                quintet.yaml:6:44 probes[0].kind: idel is not one of journey, isolation, auth, resume, idle, health; \
                did you mean idle?
                quintet.yaml:7:7 probes[1].name: p: is taken by probes[0].name; choose another name
                quintet.yaml:7:31 probes[1].every: 5s is shorter than timeout 10s (the default); raise every or lower timeout
                quintet.yaml:8:1 colour: unknown key; want listen, monitor, external_url, web_config, store, alerts, \
                targets, defaults, probes, slos, maintenance
                """
        )
    }
}
