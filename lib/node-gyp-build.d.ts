declare module 'node-gyp-build' {
  /** Finds and loads the addon below `root`: build/Release first, then prebuilds/. */
  export default function load(root: string): unknown;
}
