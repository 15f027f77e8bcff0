#!/bin/sh
vllm serve meta-llama/Llama-3.1-8B-Instruct \
  --port 8000 \
  --gpu-memory-utilization 0.90 \
  --max-model-len 8192 \
  --enable-metrics \
  --enable-prefix-caching \
  --enable-chunked-prefill
python3 -m vllm.entrypoints.openai.api_server --model m --disable-log-requests
