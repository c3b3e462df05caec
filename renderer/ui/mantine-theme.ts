import {
  Checkbox,
  Combobox,
  createTheme,
  Input,
  InputWrapper,
  Menu,
  Modal,
  MultiSelect,
  NumberInput,
  Popover,
  Radio,
  SegmentedControl,
  Select,
  Slider,
  Textarea,
  TextInput,
  Tooltip,
} from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { createElement } from 'react';

const field = {
  input: 'field-input',
  section: 'field-section',
  label: 'field-label',
  description: 'field-hint',
  error: 'field-error',
};

const list = { ...field, dropdown: 'drop', option: 'drop-item' };

/** Mantine without its own look: sizes and classes of `renderer/styles/mantine.css`. */
export const mantineTheme = createTheme({
  fontFamily: 'var(--font)',
  headings: { fontFamily: 'var(--font)' },
  defaultRadius: 6,
  respectReducedMotion: true,
  focusRing: 'never',
  cursorType: 'default',
  components: {
    Input: Input.extend({ classNames: { input: 'field-input', section: 'field-section' } }),
    InputWrapper: InputWrapper.extend({
      classNames: { label: 'field-label', description: 'field-hint', error: 'field-error' },
    }),
    TextInput: TextInput.extend({ classNames: field }),
    Textarea: Textarea.extend({ classNames: field }),
    NumberInput: NumberInput.extend({ classNames: field, defaultProps: { hideControls: true } }),
    MultiSelect: MultiSelect.extend({
      classNames: list,
      defaultProps: { comboboxProps: { transitionProps: { duration: 0 }, shadow: 'none' } },
    }),
    Select: Select.extend({
      classNames: list,
      defaultProps: {
        rightSection: createElement(IconChevronDown, { size: 14, stroke: 1.5 }),
        rightSectionPointerEvents: 'none',
        allowDeselect: false,
        withCheckIcon: false,
        comboboxProps: { transitionProps: { duration: 0 }, shadow: 'none' },
      },
    }),
    Combobox: Combobox.extend({ classNames: { dropdown: 'drop', option: 'drop-item' } }),
    Menu: Menu.extend({
      classNames: { dropdown: 'drop', item: 'drop-item', label: 'drop-label', divider: 'drop-line' },
      defaultProps: { transitionProps: { duration: 0 }, shadow: 'none', position: 'bottom-start' },
    }),
    Popover: Popover.extend({
      classNames: { dropdown: 'drop' },
      defaultProps: { transitionProps: { duration: 0 }, shadow: 'none' },
    }),
    Tooltip: Tooltip.extend({
      classNames: { tooltip: 'tip' },
      defaultProps: {
        openDelay: 500,
        closeDelay: 0,
        transitionProps: { duration: 80 },
        events: { hover: true, focus: true, touch: false },
      },
    }),
    Checkbox: Checkbox.extend({
      classNames: { input: 'check-box', icon: 'check-icon', body: 'check-body', label: 'check-label' },
    }),
    Radio: Radio.extend({
      classNames: { radio: 'radio-box', icon: 'radio-icon', body: 'check-body', label: 'check-label' },
    }),
    Slider: Slider.extend({
      classNames: { track: 'slide-track', bar: 'slide-bar', thumb: 'slide-thumb' },
      defaultProps: { label: null, thumbSize: 14, size: 4 },
    }),
    SegmentedControl: SegmentedControl.extend({
      classNames: { root: 'segments', indicator: 'segments-thumb', label: 'segments-label' },
      defaultProps: { transitionDuration: 0 },
    }),
    Modal: Modal.extend({
      classNames: {
        content: 'dialog',
        header: 'dialog-head',
        title: 'dialog-title',
        body: 'dialog-body',
        close: 'dialog-close',
        overlay: 'scrim',
      },
      defaultProps: { centered: true, transitionProps: { duration: 0 }, overlayProps: { backgroundOpacity: 1 } },
    }),
  },
});
