import EngineModel
import Exposition
import Simulator
import Testing

/// What exporters beside the engine show of a machine with which something is wrong.
@Suite struct MachinePageTests {
    /// A page at the end of two busy minutes, or of an engine that never had work.
    private static func page(
        _ page: ExpositionPage, _ machine: MachineCondition, isBusy: Bool = true
    ) throws -> [MetricFamily] {
        let history = try SmallHistory.run()
        var snapshot = try #require(history.snapshots(as: SimulatedRelease(.vllm)).last)
        if !isBusy {
            snapshot.metrics = try #require(history.truth.first).metrics
            snapshot.earlier = nil
        }
        snapshot.machine = machine
        return try ExpositionParser.parse(try #require(snapshot.body(page)))
    }

    private static func gpu(
        _ field: String, _ machine: MachineCondition, isBusy: Bool = true
    ) throws -> Double {
        let families = try page(.gpu, machine, isBusy: isBusy)
        let family = try #require(families.first { $0.name == "DCGM_FI_" + field }, "\(field)")
        return try #require(family.samples.first).value
    }

    private static func node(_ name: String, _ machine: MachineCondition) throws -> Double {
        let family = try #require(try page(.node, machine).first { $0.name == name }, "\(name)")
        return try #require(family.samples.first).value
    }

    private static func processorSeconds(
        _ machine: MachineCondition, _ mode: String
    ) throws -> Double {
        let families = try page(.node, machine)
        let family = try #require(families.first { $0.name == "node_cpu_seconds_total" })
        return family.samples.filter { $0.label("mode") == mode }.map(\.value).reduce(0, +)
    }

    @Test func `a healthy card at work has its highest clock and no reason for less`() throws {
        #expect(try Self.gpu("DEV_SM_CLOCK", .healthy) == 2520)
        #expect(try Self.gpu("DEV_CLOCK_THROTTLE_REASONS", .healthy) == 0)
        #expect(try Self.gpu("DEV_GPU_TEMP", .healthy) < 80)
        #expect(try Self.gpu("DEV_XID_ERRORS", .healthy) == 0)
        #expect(try Self.gpu("DEV_THERMAL_VIOLATION", .healthy) == 0)
    }

    @Test func `an idle card lowers its clock by itself and says so`() throws {
        let hot = MachineCondition(conditions: [.throttled(factor: 1.5, reason: .thermal)])
        for machine in [MachineCondition.healthy, hot] {
            #expect(try Self.gpu("DEV_SM_CLOCK", machine, isBusy: false) == 210)
            #expect(try Self.gpu("DEV_CLOCK_THROTTLE_REASONS", machine, isBusy: false) == 1)
            #expect(try Self.gpu("DEV_GPU_TEMP", machine, isBusy: false) < 80)
        }
    }

    @Test func `heat lowers the clock by the factor, at 86 degrees or above`() throws {
        var machine = MachineCondition(conditions: [.throttled(factor: 1.5, reason: .thermal)])
        machine.pass(seconds: 60)
        #expect(try Self.gpu("DEV_SM_CLOCK", machine) == 1680)
        #expect(try Self.gpu("DEV_GPU_TEMP", machine) >= 86)
        #expect(try Self.gpu("DEV_CLOCK_THROTTLE_REASONS", machine) == 0x20)
        #expect(try Self.gpu("DEV_THERMAL_VIOLATION", machine) == 60e9)
        #expect(try Self.gpu("DEV_POWER_VIOLATION", machine) == 0)
        #expect(
            try Self.gpu("DEV_POWER_USAGE", machine) < Self.gpu("DEV_POWER_USAGE", .healthy))
        #expect(try Self.gpu("DEV_GPU_UTIL", machine) == Self.gpu("DEV_GPU_UTIL", .healthy))
    }

    @Test func `the power limit lowers the clock with the power at the limit`() throws {
        var machine = MachineCondition(conditions: [.throttled(factor: 2, reason: .power)])
        machine.pass(seconds: 60)
        #expect(try Self.gpu("DEV_SM_CLOCK", machine) == 1260)
        #expect(try Self.gpu("DEV_CLOCK_THROTTLE_REASONS", machine) == 0x4)
        #expect(try Self.gpu("DEV_POWER_VIOLATION", machine) == 60e9)
        #expect(try Self.gpu("DEV_GPU_TEMP", machine) < 80)
        let limit = try Self.gpu("DEV_POWER_MGMT_LIMIT", machine)
        #expect(try Self.gpu("DEV_POWER_USAGE", machine) > 0.95 * limit)
        #expect(try Self.gpu("DEV_POWER_USAGE", .healthy) < 0.95 * limit)
    }

    @Test func `a neighbour on the card shows in memory, and in work without requests`() throws {
        let machine = MachineCondition(conditions: [.neighbour(factor: 2, resource: .gpu)])
        #expect(
            try Self.gpu("DEV_FB_USED", machine) > Self.gpu("DEV_FB_USED", .healthy) + 1_000)
        #expect(try Self.gpu("DEV_FB_FREE", machine) > 0)
        #expect(try Self.gpu("PROF_GR_ENGINE_ACTIVE", machine, isBusy: false) == 0.5)
        #expect(try Self.gpu("PROF_SM_ACTIVE", machine, isBusy: false) > 0.4)
        #expect(try Self.gpu("PROF_SM_ACTIVE", .healthy, isBusy: false) == 0)
        // The clock stays, which tells it from throttling.
        #expect(try Self.gpu("DEV_SM_CLOCK", machine) == 2520)
    }

    @Test func `a neighbour on the processors shows in use and pressure`() throws {
        var machine = MachineCondition(conditions: [.neighbour(factor: 4, resource: .processor)])
        machine.pass(seconds: 60)
        #expect(
            try Self.processorSeconds(machine, "user")
                > Self.processorSeconds(.healthy, "user") + 14 * 60 - 1)
        let total =
            try Self.processorSeconds(machine, "user")
            + Self.processorSeconds(machine, "idle")
        #expect(abs(total - 16 * 120) < 0.5)
        let pressure = try #require(
            try Self.page(.node, machine).first {
                $0.name == "node_pressure_cpu_waiting_seconds_total"
            }?.samples.first)
        #expect(pressure.value == 45)
        let load = try #require(
            try Self.page(.node, machine).first { $0.name == "node_load1" }?.samples.first)
        #expect(load.value >= 64)
    }

    @Test func `processors that others have are busy all over`() throws {
        var machine = MachineCondition(conditions: [.neighbour(factor: 4, resource: .processor)])
        machine.pass(seconds: 100)
        let families = try Self.page(.node, machine)
        let family = try #require(families.first { $0.name == "node_cpu_seconds_total" })
        let second = try #require(
            family.samples.first { $0.label("cpu") == "1" && $0.label("mode") == "user" })
        // What the engine's processes wait for, others have.
        #expect(second.value >= 75)
    }

    @Test func `heat without a lower clock is only heat`() throws {
        let machine = MachineCondition(conditions: [.heat(degrees: 30), .heat(degrees: 5)])
        #expect(
            try Self.gpu("DEV_GPU_TEMP", machine) == Self.gpu("DEV_GPU_TEMP", .healthy) + 35)
        #expect(try Self.gpu("DEV_GPU_TEMP", machine, isBusy: false) == 34 + 35)
        #expect(try Self.gpu("DEV_SM_CLOCK", machine) == 2520)
    }

    @Test func `links count whole errors, each of which sends a piece again`() throws {
        var machine = MachineCondition(conditions: [.linkErrors(perSecond: 0.5)])
        machine.pass(seconds: 5)
        machine.change(to: [])
        machine.pass(seconds: 100)
        #expect(try Self.gpu("DEV_NVLINK_CRC_FLIT_ERROR_COUNT_TOTAL", machine) == 2)
        #expect(try Self.gpu("DEV_NVLINK_REPLAY_ERROR_COUNT_TOTAL", machine) == 2)
        #expect(try Self.gpu("DEV_NVLINK_RECOVERY_ERROR_COUNT_TOTAL", machine) == 0)
        #expect(try Self.gpu("DEV_NVLINK_CRC_FLIT_ERROR_COUNT_TOTAL", .healthy) == 0)
    }

    @Test func `a filled card has no more than the driver leaves`() throws {
        let card = MachineCondition(conditions: [.filled(share: 1, store: .card)])
        let total = try ["USED", "FREE", "RESERVED"].map { try Self.gpu("DEV_FB_" + $0, .healthy) }
            .reduce(0, +)
        #expect(try Self.gpu("DEV_FB_FREE", card) == 0)
        #expect(
            try Self.gpu("DEV_FB_USED", card) == total - Self.gpu("DEV_FB_RESERVED", card))
        // The engine has taken more than that.
        let half = MachineCondition(conditions: [.filled(share: 0.5, store: .card)])
        #expect(try Self.gpu("DEV_FB_USED", half) == Self.gpu("DEV_FB_USED", .healthy))
    }

    @Test func `main memory and disk fill up apart`() throws {
        let memory = MachineCondition(conditions: [
            .filled(share: 0.5, store: .memory), .filled(share: 0.97, store: .memory),
        ])
        let disk = MachineCondition(conditions: [.filled(share: 0.96, store: .disk)])
        let names = (
            free: "node_memory_MemAvailable_bytes", room: "node_filesystem_avail_bytes"
        )
        let share =
            try Self.node(names.free, memory) / Self.node("node_memory_MemTotal_bytes", memory)
        #expect(abs(share - 0.03) < 1e-9)
        #expect(try Self.node(names.room, memory) == Self.node(names.room, .healthy))
        let room =
            try Self.node(names.room, disk) / Self.node("node_filesystem_size_bytes", disk)
        #expect(abs(room - 0.04) < 1e-9)
        #expect(try Self.node(names.free, disk) == Self.node(names.free, .healthy))
    }

    @Test(arguments: [(48, 1.0), (79, 0), (94, 1), (13, 0)])
    func `a code stays, and some of them are errors of the memory`(
        code: Int, memoryErrors: Double
    ) throws {
        var machine = MachineCondition(conditions: [.xid(code: code)])
        machine.change(to: [.xid(code: code)])
        machine.change(to: [])
        #expect(try Self.gpu("DEV_XID_ERRORS", machine) == Double(code))
        #expect(try Self.gpu("DEV_ECC_DBE_VOL_TOTAL", machine) == memoryErrors)
    }

    @Test func `a script tells the past as well as the present`() {
        let script = FaultScript(rules: [
            FaultRule(
                elapsed: .seconds(60)..<(.seconds(120)),
                faults: [.throttled(factor: 1.5, reason: .thermal)]),
            FaultRule(
                elapsed: .seconds(90)..<(.seconds(100)), replica: 1,
                faults: [.xid(code: 79), .neighbour(factor: 2, resource: .processor)]),
        ])
        func machine(_ seconds: Int, _ replica: Int) -> MachineCondition {
            MachineCondition(script: script, elapsed: .seconds(seconds), replica: replica)
        }
        #expect(machine(59, 0).throttleFactor == 1)
        #expect(machine(60, 0).throttleFactor == 1.5)
        #expect(machine(90, 0).thermalSeconds == 30)
        #expect(machine(300, 0).thermalSeconds == 60)
        #expect(machine(300, 0).throttleFactor == 1)
        #expect(machine(300, 0).xid == 0)
        #expect(machine(300, 1).xid == 79)
        #expect(machine(95, 1).processorWaitShare == 0.5)
        #expect(machine(300, 1).processorWaitShare == 0)
        #expect(machine(300, 1).processorWaitSeconds == 5)
        #expect(machine(300, 1).foreignProcessorSeconds == 10)
    }

    @Test func `counters of the machine never fall, whatever begins and ends`() throws {
        let script = FaultScript(rules: [
            FaultRule(
                elapsed: .seconds(20)..<(.seconds(60)),
                faults: [
                    .neighbour(factor: 3, resource: .processor),
                    .neighbour(factor: 2, resource: .gpu),
                    .throttled(factor: 1.2, reason: .power), .linkErrors(perSecond: 0.3),
                ])
        ])
        var before: [String: Double] = [:]
        var compared = 0
        for seconds in stride(from: 0, through: 120, by: 10) {
            var snapshot = EngineSnapshot(
                metrics: try #require(try SmallHistory.run().truth.first).metrics,
                configuration: SmallHistory.configuration, startUnixSeconds: 0,
                elapsedSeconds: Double(seconds))
            snapshot.machine = MachineCondition(script: script, elapsed: .seconds(seconds))
            for page in [ExpositionPage.gpu, .node] {
                for family in try #require(snapshot.families(page)) where family.type == .counter {
                    for sample in family.samples {
                        let name = "\(sample.name) \(sample.labels)"
                        #expect(sample.value >= before[name] ?? 0, "\(name) at \(seconds) s")
                        compared += 1
                        before[name] = sample.value
                    }
                }
            }
        }
        #expect(compared > 300)
    }

    @Test func `the network carries prompts in and tokens out, of earlier processes as well`()
        throws
    {
        func bytes(_ way: String, _ machine: MachineCondition) throws -> Double {
            let families = try Self.page(.node, machine)
            let family = try #require(
                families.first { $0.name == "node_network_\(way)_bytes_total" })
            #expect(family.samples.first { $0.label("device") == "lo" }?.value == 0)
            return try #require(family.samples.first { $0.label("device") == "eth0" }).value
        }
        let metrics = try #require(try SmallHistory.run().truth.last).metrics
        let prompts = Double(metrics.promptTokens)
        let tokens = Double(metrics.generationTokens)
        #expect(try bytes("receive", .healthy) > 4 * prompts)
        #expect(try bytes("receive", .healthy) < 4 * prompts + 1_000 * tokens)
        #expect(try bytes("transmit", .healthy) > 217 * tokens)
        var second = MachineCondition.healthy
        second.earlier.add(metrics)
        for way in ["receive", "transmit"] {
            let (once, twice) = (try bytes(way, .healthy), try bytes(way, second))
            #expect(abs(twice - 2 * once) <= 1)
        }
    }

    @Test func `the machine does not start anew with the server`() throws {
        var machine = MachineCondition()
        machine.upSeconds = 1_000
        machine.earlier.busySeconds = 500
        let families = try Self.page(.node, machine)
        let boot = try #require(
            families.first { $0.name == "node_boot_time_seconds" }?.samples.first)
        let now = try #require(families.first { $0.name == "node_time_seconds" }?.samples.first)
        #expect(now.value - boot.value == 1_000)
        #expect(try Self.processorSeconds(machine, "user") > 500)
    }

    @Test func `optional fields can be left out`() throws {
        var snapshot = try #require(
            try SmallHistory.run().snapshots(as: SimulatedRelease(.vllm)).last)
        snapshot.configuration.showsOptionalGPUFields = false
        let names = Set(try #require(snapshot.families(.gpu)).map(\.name))
        #expect(names.contains("DCGM_FI_DEV_SM_CLOCK"))
        #expect(!names.contains("DCGM_FI_DEV_THERMAL_VIOLATION"))
        #expect(!names.contains("DCGM_FI_DEV_CLOCK_THROTTLE_REASONS"))
    }
}
