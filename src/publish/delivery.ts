import type { DeliveryOptions } from "../post/delivery.ts";
import type { OutgoingMessage } from "../post/outgoing.ts";
import type { ChannelSettings } from "../post/settings.ts";

/** The messages as they go out: with or without a sound, protected or not; and whether the post is pinned. */
export function deliver(
  messages: readonly OutgoingMessage[],
  options: DeliveryOptions,
  settings: ChannelSettings,
): { readonly messages: readonly OutgoingMessage[]; readonly pin: boolean } {
  const { silent, protect, pin } = { ...settings.delivery, ...options };
  return {
    messages: messages.map((message) => ({
      ...message,
      disable_notification: silent || message.disable_notification,
      ...(protect && { protect_content: true }),
    })),
    pin,
  };
}
