import PromQL
import Signals

enum BusyDeviceRule: LintRule {
    static let id = "busy-device"
    static let summary = "an alarm on a card that is busy"
    static let explanation = """
        GPU utilisation is the share of time in which any kernel ran. A serving engine keeps it \
        near 100 % with one request as with a hundred; it tells neither saturation nor trouble. \
        Judge latency and the queue.
        """
    static let example: LintExample? = LintExample(
        wrong: "avg(DCGM_FI_DEV_GPU_UTIL) > 95",
        right: "sum(vllm:num_requests_waiting_by_reason{reason=\"capacity\"}) > 0")

    private static let names: Set<String> = ["DCGM_FI_DEV_GPU_UTIL", "nv_gpu_utilization"]

    static func check(_ query: QueryContext) {
        guard query.query.place.isAlert else { return }
        query.visit { node, _ in
            guard case .binary(let binary) = node,
                binary.operation == .greater || binary.operation == .greaterOrEqual,
                let limit = ConstantFolding.value(of: binary.right), !binary.returnsBool,
                !binary.left.metricNames.isEmpty,
                binary.left.metricNames.allSatisfy(names.contains),
                let maximum = query.facts(of: binary.left).maximum, limit >= 0.8 * maximum
            else { return }
            query.report(
                .warning, at: binary.range,
                "a busy card is no trouble: engines keep it busy by design",
                hint: "judge latency and the queue")
        }
    }
}
