// The page's half of the stand-in for contextBridge. The two worlds of a window share no objects, only events of the window,
// whose details the browser copies from one to the other, as contextBridge does.
(() => {
  if (window !== window.top) return;
  const callbacks = new Map();
  const promises = new Map();
  let last = 0;
  let reply;

  const dispatch = (type, detail) => window.dispatchEvent(new CustomEvent(type, { detail }));

  const toBridge = (value) => {
    if (typeof value !== 'function') return { value };
    last += 1;
    callbacks.set(last, value);
    return { callback: last };
  };

  const fromBridge = ({ kind, value, id }) => {
    if (kind === 'promise') {
      return new Promise((resolve, reject) => {
        promises.set(id, { resolve, reject });
      });
    }
    if (kind === 'function') return () => dispatch('stand-in-run', { id });
    return value;
  };

  window.addEventListener('stand-in-expose', ({ detail: { name, verbs } }) => {
    const door = {};
    for (const verb of verbs) {
      door[verb] = (...input) => {
        reply = undefined;
        dispatch('stand-in-call', { name, verb, input: input.map(toBridge) });
        if (reply.kind === 'error') throw new Error(reply.value);
        return fromBridge(reply);
      };
    }
    Object.defineProperty(window, name, { value: Object.freeze(door) });
  });
  window.addEventListener('stand-in-reply', ({ detail }) => {
    reply = detail;
  });
  window.addEventListener('stand-in-settle', ({ detail: { id, ok, value } }) => {
    if (ok) promises.get(id).resolve(value);
    else promises.get(id).reject(new Error(value));
  });
  window.addEventListener('stand-in-callback', ({ detail: { id, input } }) => {
    callbacks.get(id)(...input);
  });
})();
