/** One line as a YAML value: quoted unless every reader takes it as plain text. */
export function yamlText(text: string): string {
  const isPlain =
    /^[a-z][\w .'()?!/-]*$/i.test(text) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text);
  return isPlain && !text.endsWith(' ') ? text : JSON.stringify(text);
}
