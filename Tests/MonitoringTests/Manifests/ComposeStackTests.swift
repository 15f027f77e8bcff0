import Foundation
import Monitoring
import Signals
import Testing
import Yams

@Suite struct ComposeStackTests {
    private static func services(_ output: GeneratedOutput) throws -> [(name: String, node: Node)] {
        let root = try #require(try output.documents("compose/docker-compose.yml").first)
        return (root["services"]?.mapping ?? [:]).compactMap { key, value in
            key.string.map { ($0, value) }
        }
    }

    @Test func `every mounted file is generated, and every volume is declared`() throws {
        for output in try GeneratedOutput.all() {
            let root = try #require(try output.documents("compose/docker-compose.yml").first)
            let declared = Set((root["volumes"]?.mapping ?? [:]).compactMap(\.key.string))
            let paths = output.set.files.map(\.path)
            var mounted = 0
            for (name, service) in try Self.services(output) {
                for volume in service["volumes"]?.texts ?? [] {
                    let source = String(volume.prefix { $0 != ":" })
                    if source.hasPrefix("/") { continue }
                    guard source.hasPrefix(".") else {
                        #expect(declared.contains(source), "\(name): \(source)")
                        continue
                    }
                    let place = URL(filePath: "/out/compose").appending(path: source)
                        .standardized.path.dropFirst("/out/".count)
                    #expect(
                        paths.contains { $0 == place || $0.hasPrefix(place + "/") },
                        "\(name) mounts \(source)")
                    mounted += 1
                }
            }
            #expect(mounted >= 7)
        }
    }

    @Test func `the stack of the lesson is complete, pinned and has no flag that nobody knows`()
        throws
    {
        let output = try GeneratedOutput(.vllm)
        let services = try Self.services(output)
        let names = Set(services.map(\.name))
        #expect(
            names == [
                "engine", "prometheus", "alertmanager", "grafana", "dcgm-exporter",
                "node-exporter", "otel-collector", "jaeger", "limits", "gate",
            ])
        for (name, service) in services {
            let image = try #require(service["image"]?.string)
            let tag = image.split(separator: ":").last.map(String.init) ?? ""
            #expect(tag.contains { $0.isNumber } && !tag.contains("latest"), "\(name): \(image)")
            for (needed, _) in service["depends_on"]?.mapping ?? [:] {
                #expect(names.contains(needed.string ?? ""))
            }
        }
        let engine = try #require(services.first { $0.name == "engine" }?.node)
        let words = (engine["entrypoint"]?.texts ?? []) + (engine["command"]?.texts ?? [])
        #expect(Array(words.prefix(2)) == ["vllm", "serve"])
        #expect(!words.contains("--enable-metrics"))
        let device = engine.at("deploy.resources.reservations.devices.0")
        #expect(device?["driver"]?.string == "nvidia")
        #expect(device?["capabilities"]?.texts == ["gpu"])
        let text = output.text("compose/docker-compose.yml")
        #expect(text.contains("--storage.tsdb.retention.time="))
        #expect(!text.contains("GF_SECURITY_ADMIN_PASSWORD:"))
    }

    @Test func `what others wait for can be healthy`() throws {
        for output in try GeneratedOutput.all() {
            let services = try Self.services(output)
            for (_, service) in services {
                for (needed, condition) in service["depends_on"]?.mapping ?? [:]
                where condition["condition"]?.string == "service_healthy" {
                    let other = services.first { $0.name == needed.string }?.node
                    #expect(other?.at("healthcheck.test.0")?.string == "CMD")
                }
            }
            let prometheus = try #require(services.first { $0.name == "prometheus" }?.node)
            #expect(prometheus["healthcheck"] != nil)
        }
    }

    @Test func `Prometheus asks the ports that the services have`() throws {
        let output = try GeneratedOutput(.vllm)
        let names = Set(try Self.services(output).map(\.name))
        let root = try #require(try output.documents("compose/prometheus.yml").first)
        var targets = root.at("alerting.alertmanagers.0.static_configs.0.targets")?.texts ?? []
        for job in root["scrape_configs"]?.items ?? [] {
            targets += job.at("static_configs.0.targets")?.texts ?? []
        }
        #expect(targets.count == 5)
        for target in targets {
            #expect(names.contains(String(target.prefix { $0 != ":" })), "\(target)")
        }
        // The collector's exporter listens where it is asked.
        #expect(output.text("otel/collector.yaml").contains("0.0.0.0:8889"))
        #expect(targets.contains("otel-collector:8889"))
    }

    @Test func `a dollar in an argument is no variable of compose`() throws {
        let profile = """
            version: 1
            name: odd
            target: {url: "http://gateway:8000", model: "org/$model"}
            objectives: [error rate <= 5%]
            """
        let output = try GeneratedOutput(.vllm, profile: profile)
        let engine = try #require(try Self.services(output).first { $0.name == "engine" }?.node)
        #expect(engine["command"]?.texts.first == "org/$$model")
    }
}
