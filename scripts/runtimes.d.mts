export function installRuntimes(): Promise<{ 'node-26'?: string; bun?: string }>;
export function installArm64Runtime(): Promise<{ 'node-arm64'?: string }>;
