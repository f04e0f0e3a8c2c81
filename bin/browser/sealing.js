// What seals and opens in the browser: as little of age-encryption as letters need.
export { Decrypter, Encrypter, generateX25519Identity, identityToRecipient, webauthn } from "age-encryption";
export { sha256 } from "@noble/hashes/sha2.js";
export { bech32 } from "@scure/base";
