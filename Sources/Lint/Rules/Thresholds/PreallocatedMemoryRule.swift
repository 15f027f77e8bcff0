import PromQL
import Signals

enum PreallocatedMemoryRule: LintRule {
    static let id = "preallocated-memory"
    static let summary = "an alarm on the card's memory, which engines fill by design"
    static let explanation = """
        vLLM takes `--gpu-memory-utilization` of the card at start (0.92 since 0.20.0, 0.9 before), \
        SGLang and TensorRT-LLM do the same: `FB_USED` is flat and near the top on a healthy server. \
        Watch the KV cache's usage together with preemptions and the queue instead.
        """
    static let example: LintExample? = LintExample(
        wrong: "DCGM_FI_DEV_FB_USED / (DCGM_FI_DEV_FB_USED + DCGM_FI_DEV_FB_FREE) > 0.95",
        right: "max(vllm:kv_cache_usage_perc) > 0.95 "
            + "and on () sum(rate(vllm:num_preemptions_total[5m])) > 0")

    static func check(_ query: QueryContext) {
        guard query.query.place.isAlert else { return }
        query.visit { node, _ in
            guard case .binary(let binary) = node,
                binary.operation == .greater
                    || binary.operation == .greaterOrEqual,
                let limit = ConstantFolding.value(of: binary.right), limit >= 0.5
            else { return }
            let names = binary.left.selectors.compactMap(\.selector.metricName)
            let used: Set<String> = [
                "DCGM_FI_DEV_FB_USED", "DCGM_FI_DEV_FB_USED_PERCENT", "nv_gpu_memory_used_bytes",
            ]
            guard !names.isEmpty, names.contains(where: used.contains),
                names.allSatisfy({ $0.contains("FB_") || $0.contains("gpu_memory") })
            else { return }
            query.report(
                .warning, at: binary.range,
                "engines fill the card's memory by design, so this says nothing about running out",
                hint: "watch the KV cache's usage with preemptions and the queue")
        }
    }
}
