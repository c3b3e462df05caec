// The preload script's half of the stand-in: its `electron` module, over the binding `standInSend` to the test and the function
// `standInReceive` that the test calls. Runs in an isolated world, before the compiled preload script.
(() => {
  if (window !== window.top) return;
  const exposed = new Map();
  const functions = new Map();
  const invocations = new Map();
  const channels = new Map();
  const droppedPaths = new Map();
  let last = 0;

  const dispatch = (type, detail) => window.dispatchEvent(new CustomEvent(type, { detail }));

  const encode = (value) => {
    if (value === undefined) return { kind: 'undefined' };
    if (value instanceof Uint8Array) {
      let text = '';
      for (let start = 0; start < value.length; start += 8192) {
        text += String.fromCharCode(...value.subarray(start, start + 8192));
      }
      return { kind: 'bytes', value: btoa(text) };
    }
    if (Array.isArray(value)) return { kind: 'array', value: value.map(encode) };
    if (typeof value === 'object' && value !== null) {
      return { kind: 'object', value: Object.entries(value).map(([key, item]) => [key, encode(item)]) };
    }
    return { kind: 'plain', value };
  };

  const decode = ({ kind, value }) => {
    if (kind === 'undefined') return undefined;
    if (kind === 'bytes') return Uint8Array.from(atob(value), (letter) => letter.charCodeAt(0));
    if (kind === 'array') return value.map(decode);
    if (kind === 'object') return Object.fromEntries(value.map(([key, item]) => [key, decode(item)]));
    return value;
  };

  const describe = (value) => {
    last += 1;
    const id = last;
    if (typeof value === 'function') {
      functions.set(id, value);
      return { kind: 'function', id };
    }
    if (value instanceof Promise) {
      value.then(
        (result) => dispatch('stand-in-settle', { id, ok: true, value: result }),
        (error) => dispatch('stand-in-settle', { id, ok: false, value: error.message }),
      );
      return { kind: 'promise', id };
    }
    return { kind: 'value', value };
  };

  window.addEventListener('stand-in-call', ({ detail: { name, verb, input } }) => {
    const given = input.map(({ value, callback }) =>
      callback === undefined ? value : (...told) => dispatch('stand-in-callback', { id: callback, input: told }),
    );
    try {
      dispatch('stand-in-reply', describe(exposed.get(name)[verb](...given)));
    } catch (error) {
      dispatch('stand-in-reply', { kind: 'error', value: error.message });
    }
  });
  window.addEventListener('stand-in-run', ({ detail: { id } }) => functions.get(id)());

  globalThis.standInReceive = (message) => {
    const { type, id, channel, ok } = message;
    if (type === 'event') {
      for (const listener of channels.get(channel) ?? []) listener({ sender: 'electron' }, ...decode(message.input));
    } else if (type === 'dropped') droppedPaths.set(message.name, message.path);
    else if (ok) invocations.get(id).resolve(decode(message.value));
    else invocations.get(id).reject(new Error(message.reason));
  };

  document.addEventListener('DOMContentLoaded', () => {
    const tell = () => globalThis.standInSend(JSON.stringify({ type: 'title', title: document.title }));
    new MutationObserver(tell).observe(document.head, { childList: true, characterData: true, subtree: true });
    tell();
  });

  const electron = {
    contextBridge: {
      exposeInMainWorld: (name, value) => {
        exposed.set(name, value);
        dispatch('stand-in-expose', { name, verbs: Object.keys(value) });
      },
    },
    ipcRenderer: {
      invoke: (channel, ...input) =>
        new Promise((resolve, reject) => {
          last += 1;
          invocations.set(last, { resolve, reject });
          globalThis.standInSend(JSON.stringify({ type: 'invoke', id: last, channel, input: encode(input) }));
        }),
      on: (channel, listener) => channels.set(channel, [...(channels.get(channel) ?? []), listener]),
      off: (channel, listener) =>
        channels.set(
          channel,
          (channels.get(channel) ?? []).filter((one) => one !== listener),
        ),
    },
    webUtils: { getPathForFile: (file) => droppedPaths.get(file.name) ?? '' },
  };
  // A sandboxed preload script can require Electron and nothing of Node.
  globalThis.standInRequire = (name) => {
    if (name !== 'electron') throw new Error(`module not found: ${name}`);
    return electron;
  };
})();
