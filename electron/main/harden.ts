import { app, type Session, type WebContents } from 'electron';
import { isLoadable } from './page-address.ts';

/** Switches that must be set before the program is ready: no name is ever resolved, no proxy ever looked for. */
export function closeNetwork(): void {
  app.enableSandbox();
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  app.commandLine.appendSwitch('no-proxy-server');
}

/** Denies permissions, downloads and every request that does not stay inside the program. */
export function hardenSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((request, decide) => decide({ cancel: !isLoadable(request.url) }));
  // Files leave through the dialogs alone.
  session.on('will-download', (event) => event.preventDefault());
}

/** Keeps a window on its page: no navigation, no further windows, no guests. */
export function hardenContents(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => {
    if (!isLoadable(event.url) && event.url !== 'about:srcdoc') event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}
