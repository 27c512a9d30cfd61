{
  "variables": {
    "old_glibc%": "<!(node -p \"process.env.OFFLOOP_OLD_GLIBC === '1' ? 1 : 0\")",
    "portable%": "<!(node -p \"process.env.OFFLOOP_PORTABLE === '1' ? 1 : 0\")",
    "sanitize%": "<!(node -p \"process.env.OFFLOOP_SANITIZE || ''\")",
    # In CI only: an unknown compiler may warn of more.
    "werror%": "<!(node -p \"process.env.OFFLOOP_WERROR === '1' ? 1 : 0\")"
  },
  "targets": [
    {
      "target_name": "offloop",
      "sources": [
        "native/addon.cc",
        "native/files/access_times.cc",
        "native/files/companion.cc",
        "native/files/folder_memory.cc",
        "native/files/held_bytes.cc",
        "native/files/hot_file.cc",
        "native/files/hot_status.cc",
        "native/files/local_layers.cc",
        "native/files/mapped_files.cc",
        "native/files/mount.cc",
        "native/files/mount_table.cc",
        "native/files/mounts.cc",
        "native/files/new_file.cc",
        "native/files/open_beneath.cc",
        "native/files/open_for_reading.cc",
        "native/files/opened_file.cc",
        "native/files/read_file.cc",
        "native/files/read_hot.cc",
        "native/files/residency.cc",
        "native/jobs/cancel_job.cc",
        "native/jobs/completions.cc",
        "native/jobs/environment.cc",
        "native/jobs/event_queue.cc",
        "native/jobs/job.cc",
        "native/jobs/job_list.cc",
        "native/jobs/job_queue.cc",
        "native/jobs/libuv_pool.cc",
        "native/jobs/pool.cc",
        "native/jobs/pool_stats.cc",
        "native/jobs/progress_feed.cc",
        "native/jobs/thread_pool.cc",
        "native/jobs/watched_pool.cc",
        "native/jobs/watcher.cc",
        "native/js/external_memory.cc",
        "native/js/to_js.cc",
        "native/keys/bcrypt/bcrypt_pbkdf.cc",
        "native/keys/bcrypt/blowfish.cc",
        "native/keys/bcrypt/pi.cc",
        "native/keys/cipher.cc",
        "native/keys/ec.cc",
        "native/keys/finite_field.cc",
        "native/keys/formats/algorithm_identifier.cc",
        "native/keys/formats/base64.cc",
        "native/keys/formats/der.cc",
        "native/keys/formats/encode_jwk.cc",
        "native/keys/formats/encode_key.cc",
        "native/keys/formats/encode_openssh.cc",
        "native/keys/formats/encode_pem_der.cc",
        "native/keys/formats/encode_private_key.cc",
        "native/keys/formats/encode_public_key.cc",
        "native/keys/formats/encode_seed_key.cc",
        "native/keys/formats/encrypt_private_key.cc",
        "native/keys/formats/fingerprint.cc",
        "native/keys/formats/pem.cc",
        "native/keys/formats/ssh_public_blob.cc",
        "native/keys/gen_key.cc",
        "native/keys/gen_key_file.cc",
        "native/keys/generate.cc",
        "native/keys/key_file.cc",
        "native/keys/key_pair.cc",
        "native/keys/key_request.cc",
        "native/keys/key_stock.cc",
        "native/keys/openssl/key_parts.cc",
        "native/keys/openssl/openssl.cc",
        "native/keys/prepare_generation.cc",
        "native/keys/resolve.cc",
        "native/keys/rsa.cc",
        "native/keys/user_at_host.cc",
        "native/memory/spare_memory.cc",
        "native/pools/pool_handle.cc",
        "native/pools/thread_pools.cc",
        "native/processes/descendants.cc",
        "native/processes/family.cc",
        "native/processes/find_processes.cc",
        "native/processes/list_processes.cc",
        "native/processes/opened_process.cc",
        "native/processes/proc.cc",
        "native/processes/process_handle.cc",
        "native/processes/process_stat.cc",
        "native/processes/process_table.cc",
        "native/processes/process_times.cc",
        "native/processes/process_tree.cc",
        "native/processes/sample_usage.cc",
        "native/processes/send_signal.cc",
        "native/processes/signal_tree.cc",
        "native/processes/sockets.cc",
        "native/processes/suspension_mark.cc",
        "native/processes/tree_member.cc",
        "native/signals/kill.cc",
        "native/signals/names.cc",
        "native/system/exit_gate.cc",
        "native/system/failure.cc",
        "native/system/processors.cc",
        "native/system/thread.cc",
        "native/text/decode_digits.cc",
        "native/text/decode_units.cc",
        "native/text/decode_utf8.cc",
        "native/text/text_decoder.cc",
        "native/text/utf8.cc",
        "native/text/utf8_blocks.cc"
      ],
      # Found beside node-gyp, too: npx installs both in a folder of its own.
      "include_dirs": [
        "<!(node -p \"require(require.resolve('node-addon-api', { paths: ['.', ...process.env.PATH.split(path.delimiter)] })).include_dir\")"
      ],
      "defines": [
        "NAPI_VERSION=8",
        "NODE_ADDON_API_CPP_EXCEPTIONS",
        "NODE_ADDON_API_CPP_EXCEPTIONS_ALL",
        "NODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS"
      ],
      "cflags!": ["-fno-exceptions"],
      "cflags_cc!": ["-fno-exceptions", "-std=gnu++17", "-std=gnu++20"],
      "cflags_cc": ["-std=c++17", "-Wall", "-Wextra", "-Werror=return-type", "-fvisibility=hidden"],
      "xcode_settings": {
        "CLANG_CXX_LANGUAGE_STANDARD": "c++17",
        "GCC_ENABLE_CPP_EXCEPTIONS": "YES",
        "MACOSX_DEPLOYMENT_TARGET": "11.0"
      },
      "configurations": {
        "Debug": { "defines": ["NODE_ADDON_API_ENABLE_TYPE_CHECK_ON_AS", "_GLIBCXX_ASSERTIONS"] }
      },
      "conditions": [
        # GCC 12 at -O3 takes members of a moved-from std::optional for uninitialized.
        ["werror==1", { "cflags_cc": ["-Werror", "-Wno-error=maybe-uninitialized"] }],
        ["portable==1", { "defines": ["OFFLOOP_PORTABLE"] }],
        ["OS=='linux'", {
          # An addon that only a worker loaded is unmapped when the worker ends, under the feet of threads that run it.
          "ldflags": ["-Wl,-z,nodelete"],
          "libraries": ["-ldl"]
        }],
        ["OS=='linux' and sanitize==''", {
          "cflags_cc": ["-fstack-protector-strong", "-fstack-clash-protection"],
          "ldflags": ["-Wl,-z,relro", "-Wl,-z,now", "-Wl,-z,noexecstack"],
          # Checked copies need an optimizing compiler, which that of a Debug build is not.
          "configurations": { "Release": { "cflags_cc": ["-U_FORTIFY_SOURCE", "-D_FORTIFY_SOURCE=2"] } },
          "conditions": [
            ["target_arch=='x64'", { "cflags_cc": ["-fcf-protection"] }],
            ["target_arch=='arm64'", { "cflags_cc": ["-mbranch-protection=standard"] }]
          ]
        }],
        ["old_glibc==1", {
          "sources": ["native/old_glibc.cc"],
          "ldflags": [
            "-static-libstdc++",
            "-Wl,--gc-sections",
            "-Wl,--exclude-libs,ALL",
            "-Wl,--version-script=../native/exports.map"
          ]
        }],
        ["sanitize!=''", {
          # Thread-locals that are allocated late, on the heap, make libtsan of GCC 12 miscount a thread's own memory now and
          # then, and give up.
          "cflags_cc": ["-fsanitize=<(sanitize)", "-fno-omit-frame-pointer", "-g", "-ftls-model=initial-exec"],
          "ldflags": ["-fsanitize=<(sanitize)"]
        }]
      ]
    }
  ]
}
